using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Hosting.Http;

namespace IndhCoops.GraphQL.Hosting.Rights;

/// <summary>Who sent a request, and what they may.</summary>
/// <param name="Recording">Whether they may write at all.</param>
/// <param name="Writer">Who they are, and what they may write; null where nobody knows.</param>
/// <param name="Reads">What they may read of what is kept for some.</param>
internal readonly record struct Sender(RecordingRight Recording, OfficeWriter? Writer, Restriction Reads)
{
    /// <summary>Whether they may import files.</summary>
    public bool MayImport => Writer?.Rights.Contains(WriteRight.Import) == true;

    /// <summary>Why they may not do what takes a right.</summary>
    public RequestRefusal Refusal => Recording switch
    {
        RecordingRight.NotAuthenticated => RequestRefusal.NotAuthenticated,
        RecordingRight.Unknown => RequestRefusal.AuthorityUnreachable,
        _ => RequestRefusal.NotAuthorized,
    };

    /// <summary>Answers that they may not.</summary>
    public async Task RefuseAsync(HttpContext context)
    {
        if (Recording == RecordingRight.Unknown)
        {
            AuthorityOutage.PutOff(context.Response);
        }
        else if (Recording == RecordingRight.NotAuthenticated)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await RefusalAnswer.WriteAsync(context, Refusal);
    }
}
