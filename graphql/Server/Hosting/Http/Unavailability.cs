namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Why something cannot be answered at the moment, and when to ask again. Nothing is wrong with the request.</summary>
/// <param name="Message">One sentence for people.</param>
internal sealed record Unavailability(string Message, TimeSpan RetryAfter)
{
    /// <summary>The same for programs, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Details { get; init; } = [];

    /// <summary>The code of the error in GraphQL's shape; null where it has none.</summary>
    public string? Code { get; init; }

    /// <summary>The answer in GraphQL's shape.</summary>
    public GraphResponse Response => GraphResponse.PutOff(new GraphError(Message) { Code = Code, Extensions = Details }, RetryAfter);

    /// <summary>What clients are told of an outage. A database that restarts is back within seconds; the others take an operator.</summary>
    public static Unavailability Of(DatabaseOutage outage) => outage switch
    {
        DatabaseOutage.ReadOnly => new(
            "The database takes no writes at the moment; reading works. Send the same again later.", TimeSpan.FromSeconds(30)),
        DatabaseOutage.Full => new("The disk of the database is full. Send the same again later.", TimeSpan.FromMinutes(1)),
        DatabaseOutage.Busy => new("The database is locked by another program. Ask again in a moment.", TimeSpan.FromSeconds(1)),
        DatabaseOutage.Damaged => new("The database is damaged; its operator has to restore it. Ask again later.", TimeSpan.FromMinutes(5)),
        DatabaseOutage.Replaced => new(
            "The file of the database was replaced, and the server ends. Ask again when it has been started again.",
            TimeSpan.FromSeconds(10)),
        _ => new("The database cannot be reached. Ask again in a moment.", TimeSpan.FromSeconds(1)),
    };
}
