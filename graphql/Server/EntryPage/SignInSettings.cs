using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Hosting.Uploads;

namespace IndhCoops.GraphQL.EntryPage;

/// <summary>What the page is told when it starts. None of it is secret.</summary>
/// <param name="MaxFileBytes">The most bytes of a file: a browser would send the whole of a larger one before it reads that it is
/// refused.</param>
internal sealed record SignInSettings(
    string? Authority, string? ClientId, string? Scope, string RoleClaim, string ImportRole, string RecordRole, long MaxFileBytes)
{
    /// <summary>What the settings say.</summary>
    public static SignInSettings Of(SignInOptions signIn, AccessOptions access, UploadOptions uploads) => new(
        signIn.ClientId is null ? null : access.Authority?.OriginalString,
        signIn.ClientId,
        signIn.ClientId is null ? null : signIn.Scope,
        access.RoleClaim,
        access.ImportRole,
        access.RecordRole,
        uploads.MaxBytes);
}
