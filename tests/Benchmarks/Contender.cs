using System.Text;

namespace IndhCoops.Benchmarks;

/// <summary>A server that does the work.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Server">Its process.</param>
/// <param name="Requests">The bytes of the requests that make up a piece of work.</param>
internal sealed record Contender(string Name, ServerProcess Server, Func<Work, IReadOnlyList<byte[]>> Requests)
{
    /// <summary>What it is measured against; null where it is itself the measure.</summary>
    public Contender? Reference { get; init; }

    /// <summary>The graph, asked as its clients ask.</summary>
    public static Contender Graph(string name, ServerProcess server) => new(name, server, work => [.. work.Asked.Select(question =>
    {
        var body = work.GraphBody(question);
        var head = $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        return (byte[])[.. Encoding.ASCII.GetBytes(head), .. body];
    })]);

    /// <summary>The endpoints written by hand for exactly this work.</summary>
    public static Contender Handwritten(ServerProcess server) => At("hand-written", server, "");

    /// <summary>Their answers, made before.</summary>
    public static Contender ReadyMade(ServerProcess server) => At("ready-made bytes", server, "/ready");

    private static Contender At(string name, ServerProcess server, string path) => new(name, server, work => [.. work.Asked.Select(question =>
        Encoding.ASCII.GetBytes($"GET {path}/{work.Name}?region={question.Region}&since={question.Since} HTTP/1.1\r\nHost: localhost\r\n\r\n"))]);
}
