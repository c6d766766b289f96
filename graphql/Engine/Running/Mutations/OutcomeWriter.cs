using System.Collections;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>Writes what is selected of an outcome.</summary>
/// <param name="failed">Makes and logs the error for a row that could not be read.</param>
internal sealed class OutcomeWriter(
    PlanRunner reads, PlanInputs inputs, Func<Exception?, GraphError> failed, CancellationToken cancellationToken)
{
    /// <summary>The errors of rows that could not be read.</summary>
    public List<GraphError> Errors { get; } = [];

    public async ValueTask WriteAsync(IReadOnlyList<OutcomeField> fields, object value, IReadOnlyList<object> path, JsonBuffer json)
    {
        json.WriteRaw((byte)'{');
        foreach (var field in fields)
        {
            json.WriteName(field.Name);
            if (field.Member is { IsList: true } list)
            {
                await WriteListAsync(field, (IEnumerable)list.Property.GetValue(value)!, [.. path, field.ResponseName], json);
            }
            else if (field.Member is { } member)
            {
                await WriteAsync(field, member.Property.GetValue(value), [.. path, field.ResponseName], json);
            }
            else
            {
                json.WriteRaw(field.Constant);
            }
        }

        json.WriteRaw((byte)'}');
    }

    private async ValueTask WriteListAsync(OutcomeField field, IEnumerable items, IReadOnlyList<object> path, JsonBuffer json)
    {
        json.WriteRaw((byte)'[');
        var index = 0;
        foreach (var item in items)
        {
            json.Separate();
            await WriteAsync(field, item, [.. path, index++], json);
        }

        json.WriteRaw((byte)']');
    }

    private async ValueTask WriteAsync(OutcomeField field, object? value, IReadOnlyList<object> path, JsonBuffer json)
    {
        switch (value)
        {
            case null:
                json.WriteNull();
                break;
            case IRowOf row:
                await WriteRowAsync(field, row.Id, path, json);
                break;
            case ServedPath served:
                json.WriteString(inputs.PathBase + served.Value);
                break;
            case string text:
                json.WriteString(text);
                break;
            case bool flag:
                json.WriteBoolean(flag);
                break;
            case int number:
                json.WriteNumber(number);
                break;
            case Enum name:
                json.WriteString(EnumNames.Of(name.ToString()));
                break;
            default:
                await WriteAsync(field.Within!, value, path, json);
                break;
        }
    }

    private async ValueTask WriteRowAsync(OutcomeField field, Guid id, IReadOnlyList<object> path, JsonBuffer json)
    {
        using var read = new JsonBuffer();
        try
        {
            var errors = await reads.RunAsync(
                field.Row!, inputs with { Slots = [.. inputs.Slots, id] }, read, isFresh: true, null, null, cancellationToken);
            Errors.AddRange(errors.Select(error => failed(null) with { Path = [.. path, .. error.Path?.Skip(1) ?? []] }));

            // The row's JSON stands in an object of its own.
            json.WriteRaw(read.Written[(1 + field.Name.Length)..^1]);
        }
        catch (Exception exception)
        {
            json.WriteNull();
            Errors.Add(failed(exception) with { Path = path });
        }
    }
}
