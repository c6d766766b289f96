using IndhCoops.Domain.Changes;
using IndhCoops.GraphQL.Engine.Running.Mutations;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>Does what a mutation says of which the answer is no row but an outcome.</summary>
internal interface IOutcomeHandler
{
    /// <summary>Does it.</summary>
    /// <param name="input">The record that the mutation takes.</param>
    /// <param name="origin">The author, and the way in.</param>
    /// <param name="cancellationToken">Calls it off until it is committed.</param>
    Task<MutationOutcome> RunAsync(object input, ChangeOrigin origin, CancellationToken cancellationToken);
}
