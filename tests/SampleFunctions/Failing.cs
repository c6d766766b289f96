using IndhCoops.Functions.Hosting;

namespace IndhCoops.SampleFunctions;

/// <summary>Fails.</summary>
internal sealed class Failing : IFunction
{
    public Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("This one always fails.");
}
