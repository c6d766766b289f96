namespace IndhCoops.Domain.Grants;

/// <summary>A movement to record.</summary>
/// <param name="GrantId">The grant that it moves.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Amount">The amount in MAD; below zero only for an amendment that lowers.</param>
/// <param name="EffectiveOn">The day on which it takes effect; it decides the month of the balance. It may lie some days ahead, and is then
/// in no balance before its month.</param>
/// <param name="Reference">The number under which you know the movement, 1 to 100 characters, once per grant. Send it, and the same again
/// where no answer comes: it is not recorded twice.</param>
/// <param name="Document">The number of the payment order or decision.</param>
/// <param name="Reason">Why it is recorded, if there is something to say.</param>
/// <param name="Reverses">The movement of the same grant that it takes back: it must be the opposite, of the same amount.</param>
public sealed record NewMovement(
    Guid GrantId,
    MovementKind Kind,
    decimal Amount,
    DateOnly EffectiveOn,
    string? Reference = null,
    string? Document = null,
    string? Reason = null,
    Guid? Reverses = null) : IRepeatable;

/// <summary>A movement to take back, by recording its opposite.</summary>
/// <param name="MovementId">The movement.</param>
/// <param name="Reason">Why it is taken back.</param>
/// <param name="EffectiveOn">The day on which that takes effect, not before the movement's own; today in Morocco where it is left out, or
/// the movement's own day where that lies ahead.</param>
/// <param name="Reference">The number under which you know the reversal, 1 to 100 characters, once per grant.</param>
/// <param name="Document">The number of the decision.</param>
public sealed record MovementReversal(
    Guid MovementId, string Reason, DateOnly? EffectiveOn = null, string? Reference = null, string? Document = null) : IRepeatable;

/// <summary>A movement that the ledger holds.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="AlreadyRecorded">Whether it was recorded earlier, under the same reference.</param>
public sealed record RecordedMovement(Movement Movement, bool AlreadyRecorded);
