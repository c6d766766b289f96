namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>A request with files is refused, and is not read to its end.</summary>
internal sealed class UploadRefusedException(RequestRefusal refusal) : Exception(refusal.Message)
{
    public RequestRefusal Refusal { get; } = refusal;
}
