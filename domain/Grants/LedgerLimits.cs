namespace IndhCoops.Domain.Grants;

/// <summary>
/// The limits that the database itself holds every new movement to, whoever writes it. One row, kept in step with
/// <see cref="LedgerOptions"/>.
/// </summary>
public sealed class LedgerLimits
{
    /// <summary>The most that <see cref="DaysAhead"/> may be.</summary>
    public const int MostDaysAhead = 366;

    private LedgerLimits()
    {
    }

    /// <summary>The key of the one row.</summary>
    public int Id { get; private set; }

    /// <summary>So many days after today, in Morocco, a movement may take effect.</summary>
    public int DaysAhead { get; internal set; }
}
