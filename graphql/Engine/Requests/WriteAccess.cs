namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Whether the client may write.</summary>
public enum WriteAccess
{
    /// <summary>There is no valid token.</summary>
    NotAuthenticated,

    /// <summary>The token cannot be checked at the moment.</summary>
    Unknown,

    /// <summary>The token has none of the roles.</summary>
    NotAuthorized,

    /// <summary>The token has a role that writes.</summary>
    Granted,
}
