namespace IndhCoops.Modeling;

/// <summary>
/// A write is refused, and nothing of it is kept. The message is for its author.
/// </summary>
/// <param name="kind">What is wrong, by the name of an enumeration's value; clients see it as the name of the error's type.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="innerException">How the database refused it; null where it did not.</param>
public abstract class RefusedException(string kind, string message, Exception? innerException) : Exception(message, innerException)
{
    /// <summary>What is wrong.</summary>
    public string Kind { get; } = kind;
}
