using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Requests.Costs;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Answers one request. The seam between HTTP and execution; <see cref="GraphExecutor.ExecuteAsync"/> in the server.</summary>
/// <param name="cancellationToken">Cancelled when the client leaves or the request runs out of time.</param>
internal delegate ValueTask<GraphResponse> GraphHandler(GraphRequest request, CancellationToken cancellationToken);

/// <summary>Tells what a request costs without running it; <see cref="GraphExecutor.CostAsync"/> in the server.</summary>
/// <param name="cancellationToken">Cancelled when the client leaves.</param>
internal delegate ValueTask<OperationCost> CostHandler(GraphRequest request, CancellationToken cancellationToken);

/// <summary>Answers a request with comma-separated values, for clients that accept them.</summary>
internal delegate Task TableHandler(HttpContext context, GraphRequest request);
