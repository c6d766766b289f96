using IndhCoops.GraphQL.Execution;

namespace IndhCoops.GraphQL.Saved;

/// <summary>Keeps the server from starting with a saved query that the schema does not allow.</summary>
internal sealed class SavedQueryCheck(SavedQueries queries, GraphExecutor executor) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var query in queries.All)
        {
            if (await executor.ValidateAsync(query.Document, cancellationToken) is [var error, ..])
            {
                var place = error.Locations is [var (line, column), ..] ? $" (line {line}, column {column})" : "";
                throw new SavedQueryException($"The saved query {query.File} does not fit the schema: {error.Message}{place}");
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
