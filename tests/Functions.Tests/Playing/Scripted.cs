using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>What a test wants a function to do.</summary>
internal delegate Task<FunctionOutcome> Script(FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken);

/// <summary>A function that does what a test wants.</summary>
internal sealed class Scripted(Script script) : IFunction
{
    public const string Name = "Scripted";

    public Task<FunctionOutcome> RunAsync(FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken) =>
        script(request, progress, cancellationToken);
}
