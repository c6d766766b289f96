namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>Reads a request from the query string of a GET, which may not change anything.</summary>
internal sealed class RequestQueryString(RequestJson json)
{
    /// <summary>Whether the query string asks for the graph at all.</summary>
    public static bool IsPresent(IQueryCollection parameters) =>
        parameters.ContainsKey("query") || parameters.ContainsKey("id") || parameters.ContainsKey("documentId")
        || parameters.ContainsKey("extensions");

    /// <summary>Reads the parameters, which have the names of the members of a body.</summary>
    public RequestReading Read(IQueryCollection parameters)
    {
        JsonElement extensions = default;
        var refusal = ReadObject(parameters, "variables", out var variables, out var elements)
            ?? ReadObject(parameters, "extensions", out extensions, out _)
            ?? TooLong(parameters, "operationName") ?? TooLong(parameters, "id") ?? TooLong(parameters, "documentId");
        if (refusal is not null)
        {
            return refusal;
        }

        return RequestJson.TryChooseId(First(parameters, "id"), First(parameters, "documentId"), out var id)
            ? new GraphRequest(First(parameters, "query"), First(parameters, "operationName"), variables)
            {
                AllowMutations = false,
                InputElements = elements,
                Document = RequestJson.ReadReference(id, extensions),
            }
            : RequestRefusal.TwoDocuments;
    }

    private RequestRefusal? ReadObject(IQueryCollection parameters, string name, out JsonElement element, out int elements)
    {
        (element, elements) = (default, 0);
        return First(parameters, name) is { } text ? json.ReadObject(Encoding.UTF8.GetBytes(text), name, out element, out elements) : null;
    }

    private static RequestRefusal? TooLong(IQueryCollection parameters, string name) =>
        First(parameters, name) is { Length: > RequestJson.MaxNameLength } text
            ? RequestRefusal.TooLongMember(name, text, RequestJson.MaxNameLength)
            : null;

    private static string? First(IQueryCollection parameters, string name) =>
        parameters.TryGetValue(name, out var values) && values is [{ Length: > 0 } first, ..] ? first : null;
}
