namespace IndhCoops.Domain.Grants;

/// <summary>
/// The connection was lost while a movement was recorded, and the database could not be asked since whether it was. The message is for
/// whoever wanted to record it.
/// </summary>
/// <param name="id">The identifier that the movement has if it was recorded.</param>
/// <param name="innerException">How the connection was lost.</param>
public sealed class MovementUncertainException(Guid id, Exception innerException) : WriteUncertainException(
    "It is not known whether the movement was recorded, as the database was lost meanwhile. With a reference, send the same again: "
        + $"it is not recorded twice. Without one, look first whether the graph has {{ movement(id: \"{id}\") {{ id }} }}.",
    id,
    innerException)
{
    /// <summary>What programs are told.</summary>
    public const string Code = "MOVEMENT_UNCERTAIN";

    /// <summary>The identifier that the movement has if it was recorded.</summary>
    public Guid MovementId => RowId;
}
