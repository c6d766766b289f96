using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;

namespace IndhCoops.GraphQL.Engine.Requests.Selections;

/// <summary>Answers <c>__schema</c> and <c>__type</c> by the library, which knows them best.</summary>
internal sealed class Introspection(GraphSchema schema)
{
    private readonly DocumentExecuter _executer = new();
    private readonly GraphQLSerializer _serializer = new();

    /// <summary>The JSON of each introspection field that an operation selects, by response name.</summary>
    public async ValueTask<IReadOnlyDictionary<string, byte[]>> AnswerAsync(
        SelectedOperation operation, JsonElement variables, CancellationToken cancellationToken)
    {
        var asked = operation.Fields.Where(field => field.Name is "__schema" or "__type").ToList();
        var answers = new Dictionary<string, byte[]>();
        if (asked.Count == 0)
        {
            return answers;
        }

        var result = await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Document = operation.Only(asked),
            Variables = variables.ValueKind == JsonValueKind.Object ? _serializer.ReadNode<global::GraphQL.Inputs>(variables) : null,
            ValidationRules = [],
            CancellationToken = cancellationToken,
        });

        if (result.Errors is { Count: > 0 } errors)
        {
            // Validated documents do not fail here; if one does, that must not pass for an empty schema, nor be kept.
            throw new InvalidOperationException("Introspection failed.", errors[0]);
        }

        using var json = JsonDocument.Parse(_serializer.Serialize(result));
        foreach (var field in asked)
        {
            var value = json.RootElement.GetProperty("data").GetProperty(field.ResponseName);
            answers.Add(field.ResponseName, Encoding.UTF8.GetBytes(value.GetRawText()));
        }

        return answers;
    }
}
