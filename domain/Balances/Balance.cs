using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;

namespace IndhCoops.Domain.Balances;

/// <summary>
/// What the ledger gives for a calendar month, a province and a programme, in MAD: opening + committed + amended - disbursed + refunded -
/// cancelled = closing. Only a strike writes it: a run that computes balances from the ledger.
/// </summary>
public sealed class Balance
{
    private Balance()
    {
    }

    /// <summary>Month, province and programme, for example 2024-06:MA-KHE:P3-ESS; the programme is - where it is unknown.</summary>
    public string Id { get; private set; } = null!;

    /// <summary>The month, by its first day.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>The phase in whose years the month lies; null where it lies in none.</summary>
    public Phase? Phase { get; private set; }

    /// <summary>The province of the cooperatives that the grants support.</summary>
    public Province Province { get; private set; } = null!;

    /// <summary>The programme of the grants; null for grants whose programme is unknown.</summary>
    public Programme? Programme { get; private set; }

    /// <summary>Promised and not yet paid at the beginning of the month; the closing of the month before.</summary>
    public decimal Opening { get; private set; }

    /// <summary>Promised in the month.</summary>
    public decimal Committed { get; private set; }

    /// <summary>By how much promises were raised in the month; below zero where they were lowered.</summary>
    public decimal Amended { get; private set; }

    /// <summary>Paid in the month.</summary>
    public decimal Disbursed { get; private set; }

    /// <summary>Paid back in the month.</summary>
    public decimal Refunded { get; private set; }

    /// <summary>Promises taken back in the month.</summary>
    public decimal Cancelled { get; private set; }

    /// <summary>Promised and not yet paid at the end of the month.</summary>
    public decimal Closing { get; private set; }

    /// <summary>How many grants were first committed in the month.</summary>
    public int Grants { get; private set; }

    /// <summary>How many projects these grants pay for, each counted once.</summary>
    public int Projects { get; private set; }

    /// <summary>How many cooperatives they support, each counted once.</summary>
    public int Cooperatives { get; private set; }

    /// <summary>What these projects cost together, where it is known; null where it is known of none.</summary>
    public decimal? TotalCost { get; private set; }

    /// <summary>The INDH's part in the projects whose cost is known; null where it is known of none.</summary>
    public decimal? IndhContribution { get; private set; }

    /// <summary>From January to the end of the month.</summary>
    public BalanceTotals YearToDate { get; private set; } = null!;

    /// <summary>From the beginning of the phase to the end of the month; null throughout where the month lies in no phase.</summary>
    public BalanceTotals PhaseToDate { get; private set; } = null!;

    /// <summary>Whether the month has not ended yet, so that its figures will change.</summary>
    public bool Provisional { get; private set; }

    /// <summary>
    /// The least reliable source among the movements up to the end of the month: one synthetic movement makes it synthetic.
    /// </summary>
    public DataSource DataSource { get; private set; }

    /// <summary>The strike that last changed this balance.</summary>
    [NotExposed]
    public int Strike { get; private set; }
}
