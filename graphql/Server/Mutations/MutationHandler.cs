using IndhCoops.Domain.Changes;
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
        var entered = await RunAsync(
            () => ((OfficeMutation)mutation).RunAsync(services, input, OriginOf(mutation, writer), cancellationToken));
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
