namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>
/// Marks endpoints whose clients expect GraphQL's shape, also of errors that come from elsewhere. Everything else gets problem details (RFC
/// 9457).
/// </summary>
internal sealed class AnswersGraphQL
{
    public static readonly AnswersGraphQL Mark = new();

    private AnswersGraphQL()
    {
    }

    /// <summary>Whether a request goes to a marked endpoint.</summary>
    public static bool IsExpectedBy(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AnswersGraphQL>() is not null;
}
