namespace IndhCoops.Functions.Hosting;

/// <summary>
/// Work that a timer, the Functions host or a person starts; it does not know which. It is done again without harm, and
/// leaves nothing half visible where it is cancelled or killed.
/// </summary>
public interface IFunction
{
    /// <summary>Does the work that <paramref name="request"/> asks for.</summary>
    Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken);
}
