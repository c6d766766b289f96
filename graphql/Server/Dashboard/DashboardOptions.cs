using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>What can be set about the dashboard, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Whether the dashboard is served at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Which pages may frame a chart (<c>/embed/…</c>): sources as Content-Security-Policy has them, <c>'self' https://www.example.ma</c>,
    /// or <c>*</c>. Empty: none.
    /// </summary>
    [RegularExpression(@"[ -+\x2D-:<-~]*", ErrorMessage =
        "Dashboard__FrameAncestors must be sources with spaces between them, no commas or semicolons: 'self' https://www.example.ma.")]
    public string FrameAncestors { get; set; } = "";
}
