namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Reads a request from the query string of a GET, which may not change anything.</summary>
internal sealed class RequestQueryString(RequestJson json)
{
    /// <summary>Whether the query string asks for the graph at all.</summary>
    public static bool IsPresent(IQueryCollection parameters) =>
        parameters.ContainsKey("query")
            || parameters.ContainsKey("id")
            || parameters.ContainsKey("documentId")
            || parameters.ContainsKey("extensions");

    /// <summary>
    /// Reads the parameters <c>query</c>, <c>id</c> or <c>documentId</c>, <c>operationName</c>, <c>variables</c> and <c>extensions</c>.
    /// </summary>
    public RequestReading Read(IQueryCollection parameters)
    {
        if (!TryReadObject(parameters, "variables", out var variables, out var elements, out var refusal)
            || !TryReadObject(parameters, "extensions", out var extensions, out _, out refusal)
            || IsTooLong(parameters, "operationName", out refusal)
            || IsTooLong(parameters, "id", out refusal)
            || IsTooLong(parameters, "documentId", out refusal))
        {
            return refusal!;
        }

        if (!RequestJson.TryChooseId(First(parameters, "id"), First(parameters, "documentId"), out var id))
        {
            return RequestRefusal.TwoDocuments;
        }

        return new GraphRequest(First(parameters, "query"), First(parameters, "operationName"), variables)
        {
            AllowMutations = false,
            InputElements = elements,
            Document = RequestJson.ReadReference(id, extensions),
        };
    }

    private bool TryReadObject(
        IQueryCollection parameters, string name, out JsonElement element, out int elements, out RequestRefusal? refusal)
    {
        (element, elements, refusal) = (default, 0, null);
        return First(parameters, name) is not { } text
            || json.TryReadObject(Encoding.UTF8.GetBytes(text), name, out element, out elements, out refusal);
    }

    private static bool IsTooLong(IQueryCollection parameters, string name, out RequestRefusal? refusal)
    {
        refusal = First(parameters, name) is { Length: > RequestJson.MaxNameLength } text
            ? RequestRefusal.TooLongMember(name, text, RequestJson.MaxNameLength)
            : null;
        return refusal is not null;
    }

    private static string? First(IQueryCollection parameters, string name) =>
        parameters.TryGetValue(name, out var values) && values is [{ Length: > 0 } first, ..] ? first : null;
}
