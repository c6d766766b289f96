namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Marks endpoints whose clients expect GraphQL's shape, of every error. The others get problem details (RFC 9457).</summary>
/// <param name="TakesPlace">Whether the endpoint takes its place itself, for only a part of its work.</param>
/// <param name="ReadsForms">Whether it reads forms with files while they arrive.</param>
internal sealed record AnswersGraphQL(bool TakesPlace = false, bool ReadsForms = false)
{
    /// <summary>The mark of the endpoint that a request goes to; null where it has none.</summary>
    public static AnswersGraphQL? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AnswersGraphQL>();
}
