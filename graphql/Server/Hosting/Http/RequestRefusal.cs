namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Why a request never came to be executed, and the status that says so, whatever the format.</summary>
internal sealed class RequestRefusal
{
    private const string NotFound = "PersistedQueryNotFound";
    private const string TooLargeMessage = "Max GraphQL request size reached.";

    // What is asked.
    public static readonly RequestRefusal InvalidJson = new("HC0012", "Invalid JSON document.");
    public static readonly RequestRefusal JsonTooDeep = new(
        "HC0012", $"Invalid JSON document: it is nested deeper than the {RequestReading.MaxDepth} levels that are allowed.");
    public static readonly RequestRefusal NoQuery = new("HC0013", "Either the parameter query or the parameter id has to be set.");

    // Clients that send a hash first send the document itself when they read this.
    public static readonly RequestRefusal UnknownHash = new("HC0020", NotFound);
    public static readonly RequestRefusal OnlySavedQueries = new("HC0067", "Only persisted operations are allowed.");
    public static readonly RequestRefusal TooLarge = new("HC0010", TooLargeMessage);
    public static readonly RequestRefusal Batch = Invalid("Batches are not allowed: send one operation at a time.");
    public static readonly RequestRefusal EmptyBatch = new("HC0009", "The GraphQL batch request has no elements.");
    public static readonly RequestRefusal TwoDocuments = Invalid(
        "The parameters id and documentId name different documents; send one of them.");
    public static readonly RequestRefusal UnsupportedAccept = new(
        StatusCodes.Status406NotAcceptable, "HC0063", "None of the `Accept` header values is supported.");
    public static readonly RequestRefusal WrongContentType = Invalid(
        "The body must be of the content type application/json.", StatusCodes.Status404NotFound);
    public static readonly RequestRefusal PackedBody = Invalid(
        "The body must not be compressed (Content-Encoding).", StatusCodes.Status415UnsupportedMediaType);
    public static readonly RequestRefusal NoTypeNames = new("HC0058", "The specified types argument is empty.");

    // Forms with files. A browser sends a form to any site without asking first, a header of this name not.
    public static readonly RequestRefusal NoPreflight = new(
        "HC0077", "Multi-part requests must include a GraphQL preflight header: `GraphQL-Preflight: 1`.");
    public static readonly RequestRefusal NoOperations = new("HC0034", "No 'operations' specified.");
    public static readonly RequestRefusal MapBeforeOperations = new(
        "HC0035", "Misordered multipart fields; 'map' should follow 'operations'.");
    public static readonly RequestRefusal FileBeforeMap = new("HC0035", "Misordered multipart fields; files should follow 'map'.");
    public static readonly RequestRefusal MapStructure = new("HC0040", "The variable structure is invalid.");
    public static readonly RequestRefusal MapOutsideOfVariables = new("HC0042", "The variable path must start with `variables`.");
    public static readonly RequestRefusal InvalidMap = new(
        "HC0043", "Invalid JSON in the `map` multipart field; Expected type of Dictionary<string, string[]>.");
    public static readonly RequestRefusal NoMap = new("HC0044", "No `map` specified.");
    public static readonly RequestRefusal NoRoomForUpload = Taken(
        "The server has no room to keep the file while it is read. Send it again later.");
    public static readonly RequestRefusal UploadsTaken = Taken(
        "The server takes in as many files as it can. Send yours again in a moment.");
    public static readonly RequestRefusal TooManyUploads = TooOften(
        "You send as many files as one client may at once. Send this one again when another has been answered.");

    // Limits.
    public static readonly RequestRefusal Full = Taken("The server has as many connections as it can hold. Ask again in a moment.");
    public static readonly RequestRefusal Busy = Taken("The server has as many requests as it can answer. Ask again in a moment.");
    public static readonly RequestRefusal BodiesTaken = Taken("The server holds as many request bodies as it can. Ask again in a moment.");
    public static readonly RequestRefusal SlowBodiesTaken = Taken(
        "The server waits for as many slow request bodies as it can. Send the body at once.");
    public static readonly RequestRefusal TooManySlowBodies = TooOften(
        "You send as many slow request bodies as one client may. Send the body at once.");
    public static readonly RequestRefusal TablesTaken = Taken(
        "The server sends as many tables as it can. Ask again after the time that Retry-After gives.");
    public static readonly RequestRefusal TooMany = TooOften("You ask too often. Ask again after the time that Retry-After gives.");

    // Rights.
    public static readonly RequestRefusal NotAuthenticated = new(
        StatusCodes.Status401Unauthorized, "AUTH_NOT_AUTHENTICATED", GraphError.NotAllowed);
    public static readonly RequestRefusal NotAuthorized = new(StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED", GraphError.NotAllowed);
    public static readonly RequestRefusal AuthorityUnreachable = Taken(GraphError.TokenUnchecked);

    private RequestRefusal(string code, string message, params ReadOnlySpan<(string Name, object? Value)> extensions)
        : this(StatusCodes.Status400BadRequest, code, message, extensions)
    {
    }

    private RequestRefusal(int status, string? code, string message, params ReadOnlySpan<(string Name, object? Value)> extensions)
        : this(status, new GraphError(message, code, extensions))
    {
    }

    private RequestRefusal(int status, GraphError error) => (Status, Code, Message, Body) =
        (status, error.Code ?? $"{status}", error.Message, GraphResponse.FromErrors(GraphOutcome.Refused, error).Body);

    public int Status { get; }

    /// <summary>What it is counted as: its code, or its status where it has none.</summary>
    public string Code { get; }

    public string Message { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public static RequestRefusal WrongMember(string member, string expected) => Invalid($"The parameter {member} must be {expected}.");

    /// <summary>A member of the request is longer than any can be that means something.</summary>
    public static RequestRefusal TooLongMember(string member, string text, int allowed) =>
        Invalid($"The parameter {member} must have at most {allowed} characters; `{Excerpt.Of(text)}` has more.");

    public static RequestRefusal TooLongDocument(int length, int allowed) =>
        new("HC0014", $"The document has {length} characters; at most {allowed} are allowed.");

    public static RequestRefusal TooLargeBatch(int allowed) =>
        new("HC0009", $"The batch size exceeds the maximum allowed batch size of {allowed}.");

    /// <summary>The requests of a batch together cost more than one request may.</summary>
    public static RequestRefusal TooCostlyBatch(GraphError error) => new(StatusCodes.Status400BadRequest, error with
    {
        Extensions = [.. error.Extensions, new("help", "The requests of the batch cost this together. Send fewer of them at once.")],
    });

    public static RequestRefusal TooMuchInput(GraphError error) => new(StatusCodes.Status400BadRequest, error);

    public static RequestRefusal TooLargeUpload(long allowed) => new("HC0010", TooLargeMessage, ("maxFileBytes", allowed));

    /// <summary>A form is none, or not whole.</summary>
    public static RequestRefusal InvalidForm(string reason) =>
        new("HC0033", "The multipart form could not be read.", ("underlyingError", Excerpt.Of(reason, 300)));

    public static RequestRefusal UnmappedPaths(string file) =>
        new("HC0037", $"No object paths specified for key '{Excerpt.Of(file)}' in 'map'.");

    public static RequestRefusal MissingFile(string file) => new("HC0038", $"File of key '{Excerpt.Of(file)}' is missing.");

    public static RequestRefusal UnknownVariable(string path) => new("HC0039", $"The variable path '{Excerpt.Of(path)}' is invalid.");

    public static RequestRefusal InvalidMapPath(string path) => new("HC0041", $"Invalid variable path `{Excerpt.Of(path)}` in `map`.");

    public static RequestRefusal FilePlaceTaken(string file) => new(
        "HC0115",
        $"The file mapped to '{Excerpt.Of(file)}' must be referenced by a null value at its variable location, "
            + "but a non-null value was provided.");

    public static RequestRefusal SlowBody(TimeSpan timeout) =>
        Invalid($"The body did not arrive within `{timeout}`.", StatusCodes.Status408RequestTimeout);

    public static RequestRefusal TooManyTables(int allowed) =>
        TooOften($"You load as many tables as one client may at once ({allowed}). Ask again when one has come.");

    /// <summary>No saved query has the name that a request gives as its <c>id</c>.</summary>
    public static RequestRefusal UnknownDocument(string id) => new("HC0020", NotFound, ("requestedKey", Excerpt.Of(id)));

    /// <summary>No saved query has the name that stands in the path.</summary>
    public static RequestRefusal UnknownSavedQuery(string name, string list) => new(
        StatusCodes.Status404NotFound,
        "HC0020",
        $"There is no saved query `{Excerpt.Of(name)}`; those that there are stand at {list}.",
        ("requestedKey", Excerpt.Of(name)));

    /// <summary>The body cannot be read: it is no proper HTTP, or ends early, or comes too slowly for the server.</summary>
    public static RequestRefusal BrokenBody(IOException exception) => exception is BadHttpRequestException broken
        ? Invalid(broken.Message, broken.StatusCode)
        : Invalid("The body cannot be read.");

    public static RequestRefusal UnreadableAccept(string header) =>
        new("HC0064", $"Unable to parse the accept header value `{Excerpt.Of(header)}`.", ("headerValue", Excerpt.Of(header)));

    public static RequestRefusal InvalidTypeName(string typeName) =>
        new("HC0059", "The type name is invalid.", ("typeName", Excerpt.Of(typeName)));

    public static RequestRefusal UnknownType(string typeName) => new(
        StatusCodes.Status404NotFound, "HC0060", $"The type `{Excerpt.Of(typeName)}` does not exist.", ("typeName", Excerpt.Of(typeName)));

    private static RequestRefusal Invalid(string reason, int status = StatusCodes.Status400BadRequest) =>
        new(status, "HC0009", $"Invalid GraphQL Request. {reason}");

    // The server has no more of something at the moment.
    private static RequestRefusal Taken(string message) => new(StatusCodes.Status503ServiceUnavailable, null, message);

    // The client has had its share.
    private static RequestRefusal TooOften(string message) => new(StatusCodes.Status429TooManyRequests, null, message);
}
