namespace IndhCoops.Functions.Hosting;

/// <summary>
/// Work that a timer, the Functions host or a person starts; it does not know which. It can safely be repeated, and leaves nothing half
/// visible when it is cancelled or killed.
/// </summary>
/// <remarks>
/// Its file says <c>[assembly: Shipped(…)]</c>, by which it is found, and a public static method of it has <c>[Function]</c> and
/// <c>[TimerTrigger]</c>, which the Functions host and the console's own timers both read.
/// </remarks>
public interface IFunction
{
    /// <summary>Does the work that <paramref name="request"/> asks for.</summary>
    Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken);
}
