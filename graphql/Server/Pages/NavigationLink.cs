using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Pages;

/// <summary>An entry of the navigation of every page. A slice that has a page registers it.</summary>
/// <param name="Order">Where it stands: 10 dashboard, 20 cooperatives, 30 provinces, 40 programmes, 50 reports, 60 about, 70
/// explorer.</param>
/// <param name="Path">Its path on this server, <c>/provinces</c>.</param>
internal sealed record NavigationLink(int Order, LocalText Text, string Path);

/// <summary>The page that searches by names. If there is one, every page has a search box.</summary>
/// <param name="Path">Its path, <c>/recherche</c>; the text goes in the parameter <c>q</c>.</param>
internal sealed record SearchAddress(string Path)
{
    /// <summary>The parameter that holds the text.</summary>
    public const string Parameter = "q";
}

/// <summary>
/// Pages of which there is one for each row of a collection, by its code: lists for crawlers name them. A slice that has such pages
/// registers it.
/// </summary>
/// <param name="Path">The path that the code follows, <c>/provinces</c>.</param>
internal sealed record CodePages(string Collection, string Path);

/// <summary>
/// Pages of which there is one for each row of a long collection, by its key: lists for crawlers name them. A slice that has such pages
/// registers it.
/// </summary>
/// <param name="Path">The path that the key follows, <c>/cooperatives</c>.</param>
/// <param name="Rows">Its rows, in an order that stays.</param>
internal sealed record RowPages(string Collection, string Path, Func<IndhCoopsContext, IQueryable<RowPage>> Rows);

/// <summary>A row that has a page.</summary>
/// <param name="Changed">When it was changed last; null where nobody knows.</param>
internal sealed record RowPage(Guid Key, DateTimeOffset? Changed);
