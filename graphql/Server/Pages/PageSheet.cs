namespace IndhCoops.GraphQL.Pages;

/// <summary>A page with all that its layout shows.</summary>
internal sealed record PageSheet(PageAnswer Answer, IReadOnlyList<string> Notices, IReadOnlyList<PageQuery> Queries);
