namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>How results stand one behind the other in a response.</summary>
internal sealed record ResultFraming(string ContentType, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail, ReadOnlyMemory<byte> End)
{
    private static readonly ResultFraming Multipart = new(
        "multipart/mixed; boundary=\"-\"", "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n", "", "\r\n-----\r\n");

    public static readonly ResultFraming EventStream = new(
        "text/event-stream; charset=utf-8", "event: next\ndata: ", "\n\n", "event: complete\n\n");

    private static readonly ResultFraming JsonLines = new("application/jsonl; charset=utf-8", "", "\n", "");

    private static readonly ResultFraming GraphQLResponseLines = new("application/graphql-response+jsonl; charset=utf-8", "", "\n", "");

    private ResultFraming(string contentType, string head, string tail, string end)
        : this(contentType, Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(tail), Encoding.UTF8.GetBytes(end))
    {
    }

    /// <summary>The framing of a format; null for the formats that hold one JSON value.</summary>
    public static ResultFraming? Of(ResponseFormat format) => format switch
    {
        ResponseFormat.Multipart => Multipart,
        ResponseFormat.EventStream => EventStream,
        ResponseFormat.JsonLines => JsonLines,
        ResponseFormat.GraphQLResponseLines => GraphQLResponseLines,
        _ => null,
    };
}
