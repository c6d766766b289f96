using IndhCoops.GraphQL.Execution;
using IndhCoops.GraphQL.Execution.Costs;

namespace IndhCoops.GraphQL.Http;

/// <summary>Tells what a request costs without running it; <see cref="GraphExecutor.CostAsync"/> in the server.</summary>
/// <param name="request">What was asked.</param>
/// <param name="cancellationToken">Cancelled when the client leaves.</param>
internal delegate ValueTask<OperationCost> CostHandler(GraphRequest request, CancellationToken cancellationToken);
