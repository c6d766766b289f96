namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Which kinds of operations a request may bring.</summary>
internal static class OperationRights
{
    /// <summary>
    /// Why a request is refused; null where it may run. A client that may not write learns it before its input is looked at.
    /// </summary>
    public static GraphResponse? RefusalOf(OperationType kind, GraphRequest request) => (kind, request) switch
    {
        (OperationType.Query, _) => null,
        (_, { AllowMutations: false }) => GraphResponse.FromErrors(
            GraphOutcome.KindNotAllowed, new GraphError("The specified operation kind is not allowed.")),
        (OperationType.Mutation, { Writing: WriteAccess.Granted }) => null,
        (OperationType.Mutation, _) => RefusalOf(request.Writing),
        _ => GraphResponse.FromErrors(GraphOutcome.Refused, new GraphError($"The schema has no {kind.ToString().ToLowerInvariant()}s.")),
    };

    /// <summary>Why a request may not do everything in a mutation; null where it may. A refused mutation does nothing.</summary>
    public static GraphResponse? RefusalOf(IEnumerable<Mutation> mutations, GraphRequest request) =>
        request.Writer is { } writer && mutations.All(writer.May) ? null : RefusalOf(WriteAccess.NotAuthorized);

    /// <summary>Why a request may not read what is kept for some; null where it may.</summary>
    public static GraphResponse? RefusalOf(Restriction restriction, GraphRequest request) =>
        request.Reads >= restriction ? null : RefusalOf(request.Writing);

    private static GraphResponse RefusalOf(WriteAccess access) => access switch
    {
        WriteAccess.Unknown => GraphResponse.FromErrors(GraphOutcome.AuthorityUnreachable, new GraphError(GraphError.TokenUnchecked)),
        WriteAccess.NotAuthenticated => GraphResponse.FromErrors(
            GraphOutcome.NotAuthenticated, new GraphError(GraphError.NotAllowed, "AUTH_NOT_AUTHENTICATED")),
        _ => GraphResponse.FromErrors(GraphOutcome.NotAuthorized, new GraphError(GraphError.NotAllowed, "AUTH_NOT_AUTHORIZED")),
    };
}
