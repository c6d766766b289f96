using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Grants;

/// <summary>The INDH's part in supporting a cooperative. Money moves by its ledger of movements.</summary>
public sealed class Grant
{
    private readonly List<Movement> _movements = [];

    private Grant()
    {
    }

    /// <summary>A grant to a cooperative.</summary>
    /// <exception cref="ArgumentException">The date lies outside the programme's years and no note explains it.</exception>
    public Grant(
        Guid id,
        Cooperative cooperative,
        decimal amount,
        DateOnly? awardedOn,
        Phase? phase,
        Programme? programme,
        Project? project,
        string? note,
        DataSource dataSource,
        string? source)
    {
        if (awardedOn is { } date && programme is not null && !programme.Covers(date) && string.IsNullOrWhiteSpace(note))
        {
            throw new ArgumentException(
                $"{date:yyyy-MM-dd} lies outside the years of programme {programme.Code}; say why in the note.", nameof(awardedOn));
        }

        Id = id;
        Cooperative = cooperative;
        Amount = Require.Amount(amount)!.Value;
        AwardedOn = awardedOn;
        Phase = phase;
        Programme = programme;
        Project = project;
        Note = note;
        DataSource = dataSource;
        Source = source;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The number under which the office of the province knows it, once per province and never reused; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>The INDH's part in MAD, exact to the centime.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The day of the award; null where unknown, and then left out of periodic balances.</summary>
    public DateOnly? AwardedOn { get; private set; }

    /// <summary>The phase; null where none is known.</summary>
    public Phase? Phase { get; private set; }

    /// <summary>The cooperative that receives it.</summary>
    public Cooperative Cooperative { get; private set; } = null!;

    /// <summary>The project that it pays for; null where unknown.</summary>
    public Project? Project { get; private set; }

    /// <summary>The programme under which it was made; null where unknown.</summary>
    public Programme? Programme { get; private set; }

    /// <summary>What a reader should know, such as why the date lies outside the programme's years.</summary>
    public string? Note { get; private set; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Where the row was taken from.</summary>
    public string? Source { get; private set; }

    /// <summary>When it was last entered or corrected by an office, UTC; null where it is as it was loaded.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>
    /// What is committed on it, in MAD: commitments with their amendments, less cancellations. Null where the ledger has no movement of it.
    /// The graph computes it.
    /// </summary>
    public decimal? Committed { get; }

    /// <summary>
    /// What is paid on it, in MAD: disbursements less refunds. Null where the ledger has no movement of it. The graph computes it.
    /// </summary>
    public decimal? Paid { get; }

    /// <summary>
    /// The part of what is committed that is paid, from 0 to 1, to four decimals. Null where nothing is committed. The graph computes it.
    /// </summary>
    [Ratio]
    public decimal? PaidShare { get; }

    /// <summary>The day on which its first commitment takes effect; null where nothing was committed. The graph computes it.</summary>
    public DateOnly? CommittedOn { get; }

    /// <summary>
    /// How many days ago, in Morocco, its first commitment took effect; below zero where that day lies ahead. Null where nothing was
    /// committed. The graph computes it.
    /// </summary>
    public int? DaysSinceCommitment { get; }

    /// <summary>The ledger: what was committed, amended, disbursed, refunded and cancelled.</summary>
    public IReadOnlyCollection<Movement> Movements => _movements;
}
