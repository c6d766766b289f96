namespace IndhCoops.Domain.Grants;

/// <summary>Why the ledger refuses a movement.</summary>
public enum MovementRefusal
{
    /// <summary>There is no such grant.</summary>
    UnknownGrant,

    /// <summary>The amount is no sum of money, or has the wrong sign for its kind.</summary>
    Amount,

    /// <summary>The day lies before the award, its programme or the INDH, or too far ahead.</summary>
    EffectiveOn,

    /// <summary>On some day more would be disbursed than is committed, or more refunded than was disbursed.</summary>
    Overdrawn,

    /// <summary>The reference is none, or the grant has another movement under it.</summary>
    Reference,

    /// <summary>There is no such movement.</summary>
    UnknownMovement,

    /// <summary>What it takes back is not of this grant, or not its opposite.</summary>
    Reverses,

    /// <summary>The movement is taken back already.</summary>
    AlreadyReversed,

    /// <summary>A text is too long or holds control characters, or a reversal says not why.</summary>
    Reason,

    /// <summary>The token is confined to other provinces.</summary>
    Territory,
}

/// <summary>The ledger refuses a movement and holds nothing of it. The message is for the author.</summary>
public sealed class MovementRefusedException(MovementRefusal reason, string message, Exception? innerException = null)
    : RefusedException(reason.ToString(), message, innerException)
{
    /// <summary>Why.</summary>
    public MovementRefusal Reason { get; } = reason;
}
