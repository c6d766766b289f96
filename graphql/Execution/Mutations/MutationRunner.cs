using IndhCoops.Domain;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Entry;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Execution.Json;
using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Execution.Running;

namespace IndhCoops.GraphQL.Execution.Mutations;

/// <summary>
/// Does what a mutation says, one field after the other, each whole or not at all; what was recorded is then read as any query reads it. Once something
/// is recorded, the request runs to its end even if its time is over: no answer says that it failed.
/// </summary>
internal sealed partial class MutationRunner(MutationServices services, PlanRunner reads, ILogger<MutationRunner> logger)
{
    // A row by its key takes milliseconds.
    private static readonly TimeSpan ReadingPatience = TimeSpan.FromSeconds(5);

    /// <summary>Writes the value of <c>data</c> and returns the errors of fields that came out as null.</summary>
    public async ValueTask<IReadOnlyList<GraphError>> RunAsync(MutationPlan plan, Author author, IReadOnlyList<object> slots, JsonBuffer json, CancellationToken cancellationToken)
    {
        var errors = new List<GraphError>();
        var recorded = new List<(string Field, Mutation Mutation, Guid Id)>();
        using var fields = new JsonBuffer();
        var separator = (byte)'{';
        foreach (var field in plan.Fields)
        {
            fields.WriteRaw(separator);
            fields.WriteRaw(field.Name);
            separator = (byte)',';
            if (field.Call is not { } call)
            {
                fields.WriteRaw(field.Constant);
                continue;
            }

            try
            {
                if (await WriteAsync(call, author, fields, cancellationToken) is { } done)
                {
                    recorded.Add((field.ResponseName, call.Mutation, done.Id));
                    errors.AddRange((await ReadAsync(call, done, slots, fields)).Select(error => error with { Path = [field.ResponseName, .. error.Path ?? []] }));
                }
            }
            catch (Exception exception) when (recorded.Count == 0 && exception is not WriteUncertainException && DatabaseOutages.Of(exception) is not null)
            {
                // Nothing is recorded: the request as a whole can come again.
                throw new DatabaseAwayException(exception);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || recorded.Count > 0)
            {
                // A payload is never null, so neither is the data around it: nothing after this is done, and what was done is told beside it.
                LogFailure(logger, field.ResponseName, exception);
                json.WriteNull();
                return [.. errors, .. recorded.Select(earlier => Recorded(earlier.Mutation, earlier.Id, "another field of the request failed") with { Path = [earlier.Field] }), ErrorOf(exception, call.Mutation) with { Path = [field.ResponseName] }];
            }
        }

        fields.EndObject(separator);
        json.WriteRaw(fields.Written);
        return errors;
    }

    // Null where it is refused, which is then written.
    private async ValueTask<Entered?> WriteAsync(MutationCall call, Author author, JsonBuffer json, CancellationToken cancellationToken)
    {
        try
        {
            return await call.Mutation.RunAsync(services, call.Input, new ChangeOrigin(services.Clock.GetUtcNow(), author, call.Mutation.Name), cancellationToken);
        }
        catch (RefusedException refused)
        {
            Write(call.Refusal, refused, json);
            return null;
        }
    }

    // Nobody can call this off: it is recorded, and is told.
    private async ValueTask<IReadOnlyList<GraphError>> ReadAsync(MutationCall call, Entered entered, IReadOnlyList<object> slots, JsonBuffer json)
    {
        var payload = entered.AlreadyRecorded ? call.Repeated : call.Payload;
        using var patience = new CancellationTokenSource(ReadingPatience);
        using var read = new JsonBuffer();
        try
        {
            var errors = await reads.RunAsync(payload, [.. slots, entered.Id], read, isFresh: true, null, null, patience.Token);
            json.WriteRaw(read.Written);
            return [.. errors.Select(error => Recorded(call.Mutation, entered.Id, "this could not be read back") with { Path = error.Path })];
        }
        catch (Exception exception)
        {
            LogUnread(logger, call.Mutation.ResultField, entered.Id, exception);
            return WriteUnread(call.Mutation, payload, entered.Id, json);
        }
    }

    private static List<GraphError> WriteUnread(Mutation mutation, OperationPlan payload, Guid id, JsonBuffer json)
    {
        var errors = new List<GraphError>();
        var separator = (byte)'{';
        foreach (var field in payload.Fields)
        {
            json.WriteRaw(separator);
            json.WriteRaw(field.Name);
            separator = (byte)',';
            if (field.Collection is { } collection)
            {
                json.WriteNull();
                errors.Add(Recorded(mutation, id, "it could not be read back") with { Path = [payload.Collections[collection].ResponseName] });
            }
            else
            {
                json.WriteRaw(field.Constant);
            }
        }

        json.EndObject(separator);
        return errors;
    }

    private static GraphError Recorded(Mutation mutation, Guid id, string why) => new($"The {mutation.ResultField} is recorded: {id}. Only its answer is not whole, as {why}; do not record it again.")
    {
        Code = $"{mutation.Result.ToUpperInvariant()}_RECORDED",
        Extensions = [new($"{mutation.ResultField}Id", id)],
    };

    private static GraphError ErrorOf(Exception exception, Mutation mutation) => exception switch
    {
        WriteUncertainException uncertain => new GraphError(uncertain.Message) { Code = $"{mutation.Result.ToUpperInvariant()}_UNCERTAIN", Extensions = [new($"{mutation.ResultField}Id", uncertain.RowId)] },
        OperationCanceledException => new GraphError("The time of the request was over before this was recorded.") { Code = "HC0045" },
        _ => new GraphError("Unexpected Execution Error"),
    };

    private static void Write(IReadOnlyList<RefusalField> payload, RefusedException refused, JsonBuffer json)
    {
        var separator = (byte)'{';
        foreach (var field in payload)
        {
            json.WriteRaw(separator);
            json.WriteRaw(field.Name);
            separator = (byte)',';
            if (field.Constant is { } constant)
            {
                json.WriteRaw(constant);
                continue;
            }

            json.WriteRaw((byte)'[');
            var within = (byte)'{';
            foreach (var (name, value) in field.Error[refused.Kind])
            {
                json.WriteRaw(within);
                json.WriteRaw(name);
                within = (byte)',';
                if (value is null)
                {
                    json.WriteString(refused.Message);
                }
                else
                {
                    json.WriteRaw(value);
                }
            }

            json.EndObject(within);
            json.WriteRaw((byte)']');
        }

        json.EndObject(separator);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mutation '{Field}' failed.")]
    private static partial void LogFailure(ILogger logger, string field, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {What} {Id} is recorded, and could not be read back for the answer.")]
    private static partial void LogUnread(ILogger logger, string what, Guid id, Exception exception);
}
