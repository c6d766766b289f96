namespace IndhCoops.Domain.Balances;

/// <summary>Sums of balances over several months, in MAD; counts take each grant, project and cooperative once in the whole time.</summary>
public sealed class BalanceTotals
{
    private BalanceTotals()
    {
    }

    /// <summary>Promised.</summary>
    public decimal? Committed { get; private set; }

    /// <summary>By how much promises were raised; below zero where they were lowered.</summary>
    public decimal? Amended { get; private set; }

    /// <summary>Paid.</summary>
    public decimal? Disbursed { get; private set; }

    /// <summary>Paid back.</summary>
    public decimal? Refunded { get; private set; }

    /// <summary>Promises taken back.</summary>
    public decimal? Cancelled { get; private set; }

    /// <summary>How many grants were first committed.</summary>
    public int? Grants { get; private set; }

    /// <summary>How many projects these grants pay for.</summary>
    public int? Projects { get; private set; }

    /// <summary>How many cooperatives they support.</summary>
    public int? Cooperatives { get; private set; }

    /// <summary>What these projects cost together, where it is known; null where it is known of none.</summary>
    public decimal? TotalCost { get; private set; }

    /// <summary>The INDH's part in the projects whose cost is known; null where it is known of none.</summary>
    public decimal? IndhContribution { get; private set; }
}
