namespace IndhCoops.Functions.Hosting;

/// <summary>A run that failed and was logged; its caller reports <see cref="Failure"/>.</summary>
internal sealed class FunctionFailedException(Failure failure, Exception cause) : Exception(failure.Sentence, cause)
{
    /// <summary>What is said of it.</summary>
    public Failure Failure => failure;
}
