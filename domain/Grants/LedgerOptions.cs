namespace IndhCoops.Domain.Grants;

/// <summary>What may be recorded in the ledger.</summary>
public sealed class LedgerOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Ledger";

    /// <summary>What is said where they are not sound.</summary>
    public static readonly string Complaint =
        $"{Section}__{nameof(DaysAhead)} must be from 0 to {LedgerLimits.MostDaysAhead}, and {Section}__{nameof(Wait)} from 00:00:01 to "
            + "00:10:00.";

    /// <summary>
    /// So many days after today, in Morocco, a movement may take effect: a transfer that is ordered today is paid in some days.
    /// </summary>
    public int DaysAhead { get; set; } = 31;

    /// <summary>How long recording a movement waits for others that write, and for a database that does not answer.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether they can be worked with.</summary>
    public static bool AreSound(LedgerOptions options) =>
        options.DaysAhead is >= 0 and <= LedgerLimits.MostDaysAhead
            && options.Wait >= TimeSpan.FromSeconds(1)
            && options.Wait <= TimeSpan.FromMinutes(10);
}
