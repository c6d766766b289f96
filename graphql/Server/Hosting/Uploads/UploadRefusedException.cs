namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>A request with files is refused, and is not read to its end.</summary>
/// <param name="inner">Why there is no room for a file; null where the client is at fault.</param>
internal sealed class UploadRefusedException(RequestRefusal refusal, Exception? inner = null) : Exception(refusal.Message, inner)
{
    public RequestRefusal Refusal { get; } = refusal;
}
