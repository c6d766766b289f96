namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>Whether whoever asks may write.</summary>
public enum RecordingRight
{
    /// <summary>Nobody knows who asks.</summary>
    NotAuthenticated,

    /// <summary>Nobody can tell who asks: the token cannot be checked at the moment.</summary>
    Unknown,

    /// <summary>Who asks has none of the roles.</summary>
    NotAuthorized,

    /// <summary>Who asks may.</summary>
    Granted,
}
