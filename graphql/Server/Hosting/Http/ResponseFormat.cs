namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The shapes in which a response can be sent, the preferred one first.</summary>
internal enum ResponseFormat
{
    /// <summary><c>application/graphql-response+json</c>: the status code tells how it went.</summary>
    GraphQLResponse,

    /// <summary><c>application/json</c>: 200 whenever the request itself was readable.</summary>
    Json,

    /// <summary><c>multipart/mixed</c>: the response as the only part.</summary>
    Multipart,

    /// <summary><c>text/event-stream</c>: the response as the only event.</summary>
    EventStream,

    /// <summary><c>application/jsonl</c>: each response on a line of its own.</summary>
    JsonLines,

    /// <summary><c>application/graphql-response+jsonl</c>: the same under its other name.</summary>
    GraphQLResponseLines,

    /// <summary><c>text/csv</c>: one list as a table.</summary>
    Csv,
}
