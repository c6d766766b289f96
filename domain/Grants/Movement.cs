namespace IndhCoops.Domain.Grants;

/// <summary>What a movement of the ledger does.</summary>
public enum MovementKind
{
    /// <summary>Promises money.</summary>
    Commitment,

    /// <summary>Raises or lowers what is promised; the only movement with a sign.</summary>
    Amendment,

    /// <summary>Pays money out.</summary>
    Disbursement,

    /// <summary>Brings paid money back.</summary>
    Refund,

    /// <summary>Takes back a promise.</summary>
    Cancellation,
}

/// <summary>
/// An entry of the ledger. It is never edited or deleted: another entry corrects it. It is of the same source as its grant.
/// </summary>
public sealed class Movement
{
    private Movement()
    {
    }

    internal Movement(
        Guid id, Grant grant, MovementKind kind, decimal amount, DateOnly effectiveOn, string? reference, DateTimeOffset recordedAt)
    {
        if (!Allows(kind, amount))
        {
            throw new ArgumentOutOfRangeException(
                nameof(amount), amount, "A movement's amount is above zero; only an amendment may be below it.");
        }

        Id = id;
        Kind = kind;
        Amount = Require.Centimes(amount);
        EffectiveOn = effectiveOn;
        RecordedAt = recordedAt.ToUniversalTime();
        Reference = reference;
        Grant = grant;
        DataSource = grant.DataSource;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it does.</summary>
    public MovementKind Kind { get; private set; }

    /// <summary>The amount in MAD; below zero only for an amendment that lowers.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The day on which it takes effect; it decides the month of the balance.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>When it was entered, UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The number under which whoever recorded it knows it, once per grant; null for none.</summary>
    public string? Reference { get; private set; }

    /// <summary>The number of the payment order or decision; null where none was given.</summary>
    public string? Document { get; init; }

    /// <summary>Why it was recorded; null where none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>The movement that this one takes back; null for none.</summary>
    public Movement? Reverses { get; init; }

    /// <summary>The movement that takes this one back: one, or none.</summary>
    [Whole]
    public IReadOnlyCollection<Movement> ReversedBy { get; } = new List<Movement>();

    /// <summary>What it adds to what is left to disburse on its grant, in MAD: below zero for a disbursement or a cancellation.</summary>
    public decimal SignedAmount => default(LedgerBalance).After(Kind, Amount).Available;

    /// <summary>
    /// What is left to disburse on its grant after it, in MAD: of the movements up to its day, and those of its day that were recorded
    /// before it. The graph computes it, as a movement that is recorded late changes it.
    /// </summary>
    public decimal BalanceAfter { get; }

    /// <summary>The grant that it moves.</summary>
    public Grant Grant { get; private set; } = null!;

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Whether an amount has a sign that a kind of movement may have.</summary>
    internal static bool Allows(MovementKind kind, decimal amount) => amount > 0 || (amount < 0 && kind == MovementKind.Amendment);
}
