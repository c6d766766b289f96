namespace IndhCoops.Domain.Cooperatives;

/// <summary>The indicators that every office reports.</summary>
public static class Indicators
{
    /// <summary>How many members a cooperative has.</summary>
    public const string Members = "members";

    /// <summary>How many of its members are women.</summary>
    public const string WomenMembers = "womenMembers";

    /// <summary>The unit of both.</summary>
    public const string People = "adhérents";
}
