using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Execution.Json;
using IndhCoops.GraphQL.Execution.Running;

namespace IndhCoops.GraphQL.Execution.Mutations;

/// <summary>Does what a mutation says, one field after the other, each whole or not at all; what was recorded is then read as any query reads it.</summary>
internal sealed partial class MutationRunner(MovementRecorder recorder, PlanRunner reads, ILogger<MutationRunner> logger)
{
    /// <summary>Writes the value of <c>data</c> and returns the errors of fields that came out as null.</summary>
    public async ValueTask<IReadOnlyList<GraphError>> RunAsync(MutationPlan plan, IReadOnlyList<object> slots, JsonBuffer json, CancellationToken cancellationToken)
    {
        var errors = new List<GraphError>();
        var recorded = new List<Guid>();
        using var fields = new JsonBuffer();
        var separator = (byte)'{';
        foreach (var field in plan.Fields)
        {
            fields.WriteRaw(separator);
            fields.WriteRaw(field.Name);
            separator = (byte)',';
            if (field.Recording is not { } recording)
            {
                fields.WriteRaw(field.Constant);
                continue;
            }

            try
            {
                errors.AddRange((await RecordAsync(recording, slots, recorded, fields, cancellationToken)).Select(error => error with { Path = [field.ResponseName, .. error.Path ?? []] }));
            }
            catch (Exception exception) when (recorded.Count == 0 && DatabaseOutages.Of(exception) is not null)
            {
                // Nothing has been recorded: the request as a whole can come again.
                throw new DatabaseAwayException(exception);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A payload is never null, so neither is the data around it: nothing after this is done.
                LogFailure(logger, field.ResponseName, exception);
                json.WriteNull();
                return [.. errors, new GraphError("Unexpected Execution Error") { Path = [field.ResponseName] }];
            }
        }

        fields.EndObject(separator);
        json.WriteRaw(fields.Written);
        return errors;
    }

    private async ValueTask<IReadOnlyList<GraphError>> RecordAsync(Recording recording, IReadOnlyList<object> slots, List<Guid> recorded, JsonBuffer json, CancellationToken cancellationToken)
    {
        Guid id;
        try
        {
            id = (await recorder.RecordAsync(recording.GrantId, recording.Kind, recording.Amount, recording.EffectiveOn, cancellationToken)).Id;
            recorded.Add(id);
        }
        catch (MovementRefusedException refused)
        {
            Write(recording.Refusal, refused, json);
            return [];
        }

        return await reads.RunAsync(recording.Payload, [.. slots, id], json, isFresh: true, null, null, cancellationToken);
    }

    private static void Write(IReadOnlyList<RefusalField> payload, MovementRefusedException refused, JsonBuffer json)
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
            foreach (var (name, value) in field.Error[refused.Reason])
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
}
