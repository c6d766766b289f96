using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Keeps the server from starting with a query that the schema refuses. The port is open meanwhile: it takes a while.</summary>
internal sealed class SavedQueryCheck(SavedQueries queries, Lazy<GraphExecutor> executor) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var query in queries.All)
        {
            if (await ErrorOfAsync(query, cancellationToken) is { } error)
            {
                var place = error.Locations is [var (line, column), ..] ? $" (line {line}, column {column})" : "";
                throw new StartException($"The saved query {query.File} does not fit the schema: {error.Message}{place}");
            }
        }
    }

    // A document may be sound and its plan not: a page over the limit, an order by what is not selected.
    private async ValueTask<GraphError?> ErrorOfAsync(SavedQuery query, CancellationToken cancellationToken)
    {
        if (await executor.Value.ValidateAsync(query.Document, cancellationToken) is [var error, ..])
        {
            return error;
        }

        // What must be given by the client has no value yet to plan with.
        return query.Variables.Any(variable => variable.Type.EndsWith('!') && variable.Default is null)
            ? null
            : await executor.Value.PlanAsync(query.Document, query.Operations, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
