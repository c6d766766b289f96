namespace IndhCoops.Modeling;

/// <summary>
/// The connection was lost while something was committed, and the database could not be asked since whether it was. The message is for
/// the author.
/// </summary>
/// <param name="message">What is not known, and what to do.</param>
/// <param name="id">The identifier that the row has if it was written.</param>
/// <param name="innerException">How the connection was lost.</param>
public class WriteUncertainException(string message, Guid id, Exception innerException) : Exception(message, innerException)
{
    /// <summary>The identifier that the row has if it was written.</summary>
    public Guid RowId { get; } = id;
}
