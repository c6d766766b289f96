namespace IndhCoops.Domain.Balances;

/// <summary>
/// A mark that a movement's month is due. The database leaves one in the transaction of the movement itself, so that a strike
/// misses nothing, in whatever order transactions end.
/// </summary>
public sealed class UnstruckMovement
{
    private UnstruckMovement()
    {
    }

    /// <summary>The movement.</summary>
    public Guid MovementId { get; private set; }
}
