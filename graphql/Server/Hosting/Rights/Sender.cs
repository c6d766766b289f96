namespace IndhCoops.GraphQL.Hosting.Rights;

/// <param name="Writer">The author, and what they may write; null without a valid token.</param>
/// <param name="Reads">What they may read of what is kept for some.</param>
internal readonly record struct Sender(WriteAccess Writing, OfficeWriter? Writer, Restriction Reads)
{
    public bool MayImport => Writer?.Rights.Contains(WriteRight.Import) == true;

    /// <summary>Why they may not do what takes a right.</summary>
    public RequestRefusal Refusal => Writing switch
    {
        WriteAccess.NotAuthenticated => RequestRefusal.NotAuthenticated,
        WriteAccess.Unknown => RequestRefusal.AuthorityUnreachable,
        _ => RequestRefusal.NotAuthorized,
    };
}
