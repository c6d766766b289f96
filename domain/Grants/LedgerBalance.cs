namespace IndhCoops.Domain.Grants;

/// <summary>What movements leave of a grant, in MAD.</summary>
/// <param name="Committed">Commitments and amendments less cancellations.</param>
/// <param name="Outstanding">Disbursements less refunds.</param>
public readonly record struct LedgerBalance(decimal Committed, decimal Outstanding)
{
    /// <summary>What may still be disbursed.</summary>
    public decimal Available => Committed - Outstanding;

    /// <summary>The balance after one more movement.</summary>
    public LedgerBalance After(MovementKind kind, decimal amount) => kind switch
    {
        MovementKind.Commitment or MovementKind.Amendment => this with { Committed = Committed + amount },
        MovementKind.Cancellation => this with { Committed = Committed - amount },
        MovementKind.Disbursement => this with { Outstanding = Outstanding + amount },
        MovementKind.Refund => this with { Outstanding = Outstanding - amount },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The ledger does not know this kind of movement."),
    };
}
