using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Running.Mutations;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Mutations;

/// <summary>Executes the mutations of an office's data, and records who asked for them.</summary>
internal sealed class MutationHandler(MutationServices services) : IMutationHandler
{
    public async Task<WrittenRow> WriteAsync(Mutation mutation, object input, Writer writer, CancellationToken cancellationToken)
    {
        var origin = OriginOf(mutation, writer);
        var entered = await RunAsync(() => ((OfficeMutation)mutation).RunAsync(services, input, origin, cancellationToken));
        return new WrittenRow(entered.Id, entered.AlreadyRecorded);
    }

    public Task<MutationOutcome> RunAsync(OutcomeMutation mutation, object input, Writer writer, CancellationToken cancellationToken) =>
        RunAsync(() => services.Files.RunAsync(input, OriginOf(mutation, writer), cancellationToken));

    private ChangeOrigin OriginOf(Mutation mutation, Writer writer) =>
        new(services.Clock.GetUtcNow(), ((OfficeWriter)writer).Author, mutation.Name);

    private static async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception)
            when (exception is not (WriteUncertainException or RefusedException) && DatabaseOutages.Of(exception) is not null)
        {
            throw new DatabaseAwayException(exception);
        }
    }
}

/// <summary>What mutations write by.</summary>
internal sealed record MutationServices(
    MovementRecorder Movements, CooperativeEntry Cooperatives, ProjectEntry Projects, IOutcomeHandler Files, TimeProvider Clock);

/// <summary>Executes a mutation whose answer is not a row but an outcome.</summary>
internal interface IOutcomeHandler
{
    /// <param name="origin">The author, and the way in.</param>
    Task<MutationOutcome> RunAsync(object input, ChangeOrigin origin, CancellationToken cancellationToken);
}
