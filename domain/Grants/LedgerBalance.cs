namespace IndhCoops.Domain.Grants;

/// <summary>What movements leave of a grant, in MAD.</summary>
/// <param name="Committed">Commitments and amendments less cancellations.</param>
/// <param name="Outstanding">Disbursements less refunds.</param>
public readonly record struct LedgerBalance(decimal Committed, decimal Outstanding)
{
    /// <summary>What may still be disbursed.</summary>
    public decimal Available => Committed - Outstanding;

    /// <summary>The balance of a list of movements.</summary>
    public static LedgerBalance Of(IEnumerable<Movement> movements) =>
        movements.Aggregate(default(LedgerBalance), (balance, movement) => balance.After(movement));

    /// <summary>The balance after one more movement.</summary>
    public LedgerBalance After(Movement movement) => movement.Kind switch
    {
        MovementKind.Commitment or MovementKind.Amendment => this with { Committed = Committed + movement.Amount },
        MovementKind.Cancellation => this with { Committed = Committed - movement.Amount },
        MovementKind.Disbursement => this with { Outstanding = Outstanding + movement.Amount },
        MovementKind.Refund => this with { Outstanding = Outstanding - movement.Amount },
        _ => throw new ArgumentOutOfRangeException(nameof(movement), movement.Kind, "The ledger does not know this kind of movement."),
    };
}
