using IndhCoops.GraphQL.Engine;
using IndhCoops.GraphQL.Engine.Requests.Costs;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Tells what a request costs without running it; <see cref="GraphExecutor.CostAsync"/> in the server.</summary>
/// <param name="cancellationToken">Cancelled when the client leaves.</param>
internal delegate ValueTask<OperationCost> CostHandler(GraphRequest request, CancellationToken cancellationToken);
