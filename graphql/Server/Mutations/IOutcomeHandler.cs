using IndhCoops.Domain.Changes;
using IndhCoops.GraphQL.Engine.Running.Mutations;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>Executes a mutation whose answer is not a row but an outcome.</summary>
internal interface IOutcomeHandler
{
    /// <param name="origin">The author, and the way in.</param>
    Task<MutationOutcome> RunAsync(object input, ChangeOrigin origin, CancellationToken cancellationToken);
}
