using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>
/// Tells the Functions host of a failed run what the run itself says. The worker calls methods of internal classes by reflection and wraps
/// what they throw in an <see cref="AggregateException"/>: the host would log its stack, and take a cancelled run for a failed one.
/// </summary>
internal sealed class FailureMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (AggregateException exception) when (exception.InnerException is RunFailedException)
        {
            throw exception.InnerException;
        }
    }
}
