using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Whether clients may see how a request is answered, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class PlanReportOptions
{
    public const string Section = "PlanReport";

    /// <summary>The header by which a client asks for the report, with the value 1.</summary>
    public const string Header = "GraphQL-Plan";

    /// <summary>Whether the header has an effect. Null: only in the Development environment, as the report shows SQL.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Whether a request gets the report.</summary>
    internal bool IsAsked(StringValues header) => Enabled == true && header == "1";
}
