namespace IndhCoops.Functions.Publishing;

/// <summary>Which months get a report without being asked for.</summary>
public sealed class PublishingOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Reports";

    /// <summary>So many months back from the current one; older ones are published when they are asked for by hand, and kept up to date from then on.</summary>
    public int Months { get; set; } = 24;
}
