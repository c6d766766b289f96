namespace IndhCoops.GraphQL.Dashboard;

/// <summary>What can be set about the dashboard, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class DashboardOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Dashboard";

    /// <summary>Whether the dashboard is served at all.</summary>
    public bool Enabled { get; set; } = true;
}
