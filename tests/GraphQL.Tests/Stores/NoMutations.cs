using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Running.Mutations;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>A graph without mutations has nothing to write.</summary>
internal sealed class NoMutations : IMutationHandler
{
    public Task<WrittenRow> WriteAsync(Mutation mutation, object input, Writer writer, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"The graph has no mutation '{mutation.Name}'.");

    public Task<MutationOutcome> RunAsync(OutcomeMutation mutation, object input, Writer writer, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"The graph has no mutation '{mutation.Name}'.");
}
