using System.Text;
using System.Text.Json;
using IndhCoops.GraphQL.Execution;

namespace IndhCoops.GraphQL.Http;

/// <summary>Reads a request from the query string of a GET, which may not change anything.</summary>
internal static class RequestQueryString
{
    /// <summary>Whether the query string asks for the graph at all.</summary>
    public static bool IsPresent(IQueryCollection parameters) =>
        parameters.ContainsKey("query") || parameters.ContainsKey("id") || parameters.ContainsKey("extensions");

    /// <summary>Reads the parameters <c>query</c>, <c>id</c>, <c>operationName</c>, <c>variables</c> and <c>extensions</c>.</summary>
    public static RequestReading Read(IQueryCollection parameters)
    {
        if (!TryReadObject(parameters, "variables", out var variables, out var refusal)
            || !TryReadObject(parameters, "extensions", out var extensions, out refusal))
        {
            return refusal;
        }

        return new GraphRequest(First(parameters, "query"), First(parameters, "operationName"), variables)
        {
            AllowMutations = false,
            Document = RequestJson.ReadReference(First(parameters, "id"), extensions),
        };
    }

    private static bool TryReadObject(IQueryCollection parameters, string name, out JsonElement element, out RequestRefusal refusal)
    {
        element = default;
        refusal = RequestRefusal.InvalidJson;
        if (First(parameters, name) is not { } text)
        {
            return true;
        }

        var json = Encoding.UTF8.GetBytes(text);
        try
        {
            element = RequestJson.ReadElement(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            refusal = RequestJson.Refusal(json);
            return false;
        }

        refusal = RequestRefusal.WrongMember(name, "an object");
        return element.ValueKind is JsonValueKind.Object or JsonValueKind.Null;
    }

    private static string? First(IQueryCollection parameters, string name) =>
        parameters.TryGetValue(name, out var values) && values is [{ Length: > 0 } first, ..] ? first : null;
}
