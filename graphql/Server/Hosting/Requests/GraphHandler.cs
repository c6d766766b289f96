using IndhCoops.GraphQL.Engine;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Answers one request. The seam between HTTP and execution; <see cref="GraphExecutor.ExecuteAsync"/> in the server.</summary>
/// <param name="cancellationToken">Cancelled when the client leaves or the request runs out of time.</param>
internal delegate ValueTask<GraphResponse> GraphHandler(GraphRequest request, CancellationToken cancellationToken);
