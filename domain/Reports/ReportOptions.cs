namespace IndhCoops.Domain.Reports;

/// <summary>Which months get a report without being asked for.</summary>
public sealed class ReportOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Reports";

    /// <summary>What is said where they are not sound.</summary>
    public static readonly string Complaint = $"{Section}__{nameof(Months)} must be from 0 to {MostMonths}.";

    private const int MostMonths = 1200;

    /// <summary>
    /// So many months back from the current one; older ones are published when they are asked for by hand, and kept up to date from then
    /// on.
    /// </summary>
    public int Months { get; set; } = 24;

    /// <summary>Whether they can be worked with.</summary>
    public static bool AreSound(ReportOptions options) => options.Months is >= 0 and <= MostMonths;
}
