namespace IndhCoops.GraphQL.Pages;

/// <summary>A page with all that its layout shows.</summary>
/// <param name="Answer">The page.</param>
/// <param name="Notices">What the visitor should know of the address.</param>
/// <param name="Queries">The queries that it is made of.</param>
internal sealed record PageSheet(PageAnswer Answer, IReadOnlyList<string> Notices, IReadOnlyList<PageQuery> Queries);
