using System.Text.Json;

namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What a client wants to learn about the cost of its request.</summary>
internal enum CostReporting
{
    None,
    Report,
    Validate,
}

/// <summary>Whether the client may write.</summary>
internal enum WriteAccess
{
    NotAuthenticated,

    /// <summary>The token cannot be checked at the moment.</summary>
    Unknown,

    NotAuthorized,
    Granted,
}

/// <summary>The author of what is written.</summary>
internal abstract record Writer
{
    public abstract bool May(Mutation mutation);
}

/// <summary>What earlier requests found out about one state of the data. Opaque to everything but the engine.</summary>
internal abstract class KnownState;

/// <summary>How a request names a document that the server is to know, instead of sending it or beside it.</summary>
/// <param name="Id">The name of a saved query, or null.</param>
/// <param name="Sha256Hash">The hash of a document that a client registers or has registered, or null.</param>
internal sealed record DocumentReference(string? Id, string? Sha256Hash)
{
    /// <summary>The true hash of the document, where the client sent another; else null.</summary>
    public string? ExpectedHash { get; init; }
}

/// <summary>One GraphQL request, however it came in.</summary>
/// <param name="Query">The document's text; null where none was sent.</param>
/// <param name="OperationName">Which operation of the document; null or empty for the only one.</param>
/// <param name="Variables">The variables' object; <see cref="JsonValueKind.Undefined"/> or null where none were sent.</param>
internal sealed record GraphRequest(string? Query, string? OperationName = null, JsonElement Variables = default)
{
    /// <summary>How many list elements and objects the variables have; 0 where the reader of the request did not count them.</summary>
    public int InputElements { get; init; }

    /// <summary>False for GET, which may only read.</summary>
    public bool AllowMutations { get; init; } = true;

    /// <summary>Whether the client may write at all.</summary>
    public WriteAccess Writing { get; init; }

    /// <summary>The author of what is written, with their rights; null for a client that may not write.</summary>
    public Writer? Writer { get; init; }

    /// <summary>What the client may read of what is kept for some.</summary>
    public Restriction Reads { get; init; }

    /// <summary>The files that came with the request, by the texts that stand for them in the variables; null where none did.</summary>
    public IReadOnlyDictionary<string, GraphFile>? Files { get; init; }

    /// <summary>What the client wants to learn about the request's cost.</summary>
    public CostReporting Cost { get; init; }

    /// <summary>Whether the client wants to see the statements behind the answer, and may.</summary>
    public bool ReportsPlan { get; init; }

    /// <summary>Whether the client needs the newest data, where reads come from a replica that lags.</summary>
    public bool IsFresh { get; init; }

    /// <summary>The path under which the client reaches this server, <c>/indh</c>; empty for its root.</summary>
    public string PathBase { get; init; } = "";

    /// <summary>What is known of the data's state when the request came or later; null where nothing is.</summary>
    internal KnownState? Known { get; init; }

    /// <summary>The id or hash by which the request names its document; null for none. Executing needs the text.</summary>
    public DocumentReference? Document { get; init; }
}
