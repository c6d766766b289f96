using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using Microsoft.Extensions.Logging;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>
/// Runs the fields of a mutation one after another, each completely or not at all, and then reads the payloads as a query is read. Once
/// something is recorded the request runs to its end, even after its deadline: otherwise the client would be told of a failure although the
/// write succeeded.
/// </summary>
internal sealed partial class MutationRunner(IMutationHandler handler, PlanRunner reads, ILogger<MutationRunner> logger)
{
    // A row by its key takes milliseconds.
    private static readonly TimeSpan ReadingPatience = TimeSpan.FromSeconds(5);

    /// <summary>Writes the value of <c>data</c> and returns the errors of fields that came out as null.</summary>
    public async ValueTask<IReadOnlyList<GraphError>> RunAsync(
        MutationPlan plan, Writer writer, PlanInputs inputs, JsonBuffer json, CancellationToken cancellationToken)
    {
        var errors = new List<GraphError>();
        var recorded = new List<(string Field, Mutation Mutation, object Id)>();
        using var fields = new JsonBuffer();
        fields.WriteRaw((byte)'{');
        foreach (var field in plan.Fields)
        {
            fields.WriteName(field.Name);
            if (field.Call is not { } call)
            {
                fields.WriteRaw(field.Constant);
                continue;
            }

            try
            {
                if (call is OutcomeCall outcome)
                {
                    var became = await handler.RunAsync(outcome.Outcome, call.Input, writer, cancellationToken);
                    var id = became.RowId is { } key ? GlobalId.Shown(call.Id, key) : null;
                    if (id is not null)
                    {
                        recorded.Add((field.ResponseName, call.Mutation, id));
                    }

                    errors.AddRange(await WriteAsync(outcome, became, id, field.ResponseName, inputs, fields));
                }
                else
                {
                    var done = await handler.WriteAsync(call.Mutation, call.Input, writer, cancellationToken);
                    var id = GlobalId.Shown(call.Id, done.Id);
                    recorded.Add((field.ResponseName, call.Mutation, id));
                    errors.AddRange((await ReadAsync((RowCall)call, done, id, inputs, fields)).Select(
                        error => error with { Path = [field.ResponseName, .. error.Path ?? []] }));
                }
            }
            catch (RefusedException refused)
            {
                await WriteAsync(call.Fields, [refused], fields);
            }
            catch (WriteUncertainException) when (recorded.Count == 0 && call.HasReference)
            {
                // The same request can come again, and programs that are put off send it again by themselves. Without a reference it would
                // be recorded twice.
                throw;
            }
            catch (DatabaseAwayException) when (recorded.Count == 0)
            {
                // Nothing was recorded, so the client may retry the whole request.
                throw;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || recorded.Count > 0)
            {
                // A payload is never null, so neither is the data around it: nothing after this is done, and what was done is told beside
                // it.
                LogFailure(logger, field.ResponseName, exception.GetBaseException().Message, TraceOf(exception));
                json.WriteNull();
                return
                [
                    .. errors,
                    .. recorded.Select(earlier =>
                        Recorded(earlier.Mutation, earlier.Id, "another field of the request failed") with { Path = [earlier.Field] }),
                    ErrorOf(exception, call) with { Path = [field.ResponseName] },
                ];
            }
        }

        fields.WriteRaw((byte)'}');
        json.WriteRaw(fields.Written);
        return errors;
    }

    // Nobody can call this off, either.
    private async ValueTask<IReadOnlyList<GraphError>> WriteAsync(
        OutcomeCall call, MutationOutcome outcome, object? id, string responseName, PlanInputs inputs, JsonBuffer json)
    {
        using var patience = new CancellationTokenSource(ReadingPatience);
        var writer = new OutcomeWriter(reads, inputs, Failed, patience.Token);
        await WriteAsync(call.Fields, outcome.Refusals, json, (field, selection) =>
            writer.WriteAsync(selection, outcome.Value, [responseName, field.ResponseName], json));
        return writer.Errors;

        GraphError Failed(Exception? exception)
        {
            if (exception is not null)
            {
                LogUnread(
                    logger,
                    call.Mutation.ResultField,
                    outcome.RowId ?? Guid.Empty,
                    exception.GetBaseException().Message,
                    TraceOf(exception));
            }

            return Recorded(call.Mutation, id!, "it could not be read back");
        }
    }

    // Nobody can call this off: it is recorded, and is told.
    private async ValueTask<IReadOnlyList<GraphError>> ReadAsync(
        RowCall call, WrittenRow written, object shown, PlanInputs inputs, JsonBuffer json)
    {
        var payload = written.AlreadyRecorded ? call.Repeated : call.Payload;
        using var patience = new CancellationTokenSource(ReadingPatience);
        using var read = new JsonBuffer();
        try
        {
            var errors = await reads.RunAsync(
                payload, inputs with { Slots = [.. inputs.Slots, written.Id] }, read, isFresh: true, null, null, patience.Token);
            json.WriteRaw(read.Written);
            return [.. errors.Select(error => Recorded(call.Mutation, shown, "this could not be read back") with { Path = error.Path })];
        }
        catch (Exception exception)
        {
            LogUnread(logger, call.Mutation.ResultField, written.Id, exception.GetBaseException().Message, TraceOf(exception));
            return WriteUnread(call.Mutation, payload, shown, json);
        }
    }

    private static List<GraphError> WriteUnread(Mutation mutation, CompiledOperation payload, object id, JsonBuffer json)
    {
        var errors = new List<GraphError>();
        json.WriteRaw((byte)'{');
        foreach (var field in payload.Plan.Fields)
        {
            json.WriteName(field.Name);
            if (field.Step is { } step)
            {
                json.WriteNull();
                errors.Add(Recorded(mutation, id, "it could not be read back") with { Path = [payload.Plan.Steps[step].ResponseName] });
            }
            else
            {
                json.WriteRaw(field.Constant);
            }
        }

        json.WriteRaw((byte)'}');
        return errors;
    }

    // The stack trace of an outage does not help an operator.
    private static Exception? TraceOf(Exception exception) =>
        exception is DatabaseAwayException or WriteUncertainException ? null : exception;

    private static GraphError Recorded(Mutation mutation, object id, string why) =>
        new(
            $"The {mutation.ResultField} is recorded: {id}. Only its answer is not whole, as {why}; do not record it again.",
            $"{mutation.Result.ToUpperInvariant()}_RECORDED",
            ($"{mutation.ResultField}Id", id));

    private static GraphError ErrorOf(Exception exception, MutationCall call) => exception switch
    {
        WriteUncertainException uncertain => new GraphError(
            uncertain.Message,
            $"{call.Mutation.Result.ToUpperInvariant()}_UNCERTAIN",
            ($"{call.Mutation.ResultField}Id", GlobalId.Shown(call.Id, uncertain.RowId))),
        OperationCanceledException => new GraphError("The time of the request was over before this was recorded.", "HC0045"),
        _ => new GraphError("Unexpected Execution Error"),
    };

    // The fields of a payload that hold no row: what is selected of an outcome, where there is one, and of refusals.
    private static async ValueTask WriteAsync(
        IReadOnlyList<PayloadField> payload,
        IReadOnlyList<RefusedException> refusals,
        JsonBuffer json,
        Func<PayloadField, IReadOnlyList<OutcomeField>, ValueTask>? writeOutcome = null)
    {
        json.WriteRaw((byte)'{');
        foreach (var field in payload)
        {
            json.WriteName(field.Name);
            if (field.Outcome is { } selection && writeOutcome is not null)
            {
                await writeOutcome(field, selection);
            }
            else if (field.Errors is { } errors && refusals.Count > 0)
            {
                WriteErrors(errors, refusals, json);
            }
            else
            {
                json.WriteRaw(field.Constant);
            }
        }

        json.WriteRaw((byte)'}');
    }

    private static void WriteErrors(
        IReadOnlyDictionary<string, IReadOnlyList<(byte[] Name, byte[]? Constant)>> errors,
        IReadOnlyList<RefusedException> refusals,
        JsonBuffer json)
    {
        json.WriteRaw((byte)'[');
        foreach (var refused in refusals)
        {
            json.Separate();
            json.WriteRaw((byte)'{');
            foreach (var (name, value) in errors[refused.Kind])
            {
                json.WriteName(name);
                if (value is null)
                {
                    json.WriteString(refused.Message);
                }
                else
                {
                    json.WriteRaw(value);
                }
            }

            json.WriteRaw((byte)'}');
        }

        json.WriteRaw((byte)']');
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mutation '{Field}' failed: {Reason}")]
    private static partial void LogFailure(ILogger logger, string field, string reason, Exception? exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {What} {Id} is recorded, and could not be read back for the answer: {Reason}")]
    private static partial void LogUnread(ILogger logger, string what, Guid id, string reason, Exception? exception);
}
