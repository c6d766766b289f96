using IndhCoops.Functions.Hosting;

namespace IndhCoops.SampleFunctions;

/// <summary>Counts to three in two steps, and says which months it was asked for.</summary>
internal sealed class Counting : IFunction
{
    public Task<FunctionOutcome> RunAsync(FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        for (var i = 0; i <= 3; i++)
        {
            progress.Report(new FunctionProgress("counting", i, 3));
        }

        progress.Report(new FunctionProgress("summing", 0, 0));
        return Task.FromResult(new FunctionOutcome([$"months {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}", "counted to 3"]));
    }
}
