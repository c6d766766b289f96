namespace IndhCoops.Domain.Grants;

/// <summary>A movement to record.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Kind">What the movement does.</param>
/// <param name="Amount">The amount in MAD; below zero only for an amendment that lowers.</param>
/// <param name="EffectiveOn">The day on which it takes effect; it may lie some days ahead, and is then in no balance before its month.</param>
/// <param name="Reference">The number under which whoever records it knows it, once per grant: sent again, it is not recorded again. Null for none.</param>
public sealed record NewMovement(Guid GrantId, MovementKind Kind, decimal Amount, DateOnly EffectiveOn, string? Reference = null);

/// <summary>A movement that the ledger holds.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="AlreadyRecorded">Whether it was recorded earlier, under the same reference.</param>
public sealed record RecordedMovement(Movement Movement, bool AlreadyRecorded);
