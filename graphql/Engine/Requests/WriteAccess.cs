namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Whether the client may write.</summary>
internal enum WriteAccess
{
    NotAuthenticated,

    /// <summary>The token cannot be checked at the moment.</summary>
    Unknown,

    NotAuthorized,
    Granted,
}
