namespace IndhCoops.GraphQL.Execution;

/// <summary>Answers requests: document, plan, statements, JSON.</summary>
public sealed class GraphExecutor
{
    /// <summary>Answers one request. Only cancellation of <paramref name="cancellationToken"/> throws.</summary>
    public ValueTask<GraphResponse> ExecuteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(GraphResponse.FromErrors(GraphOutcome.Refused, new GraphError($"'{request.Query}' cannot be planned yet.")));
    }
}
