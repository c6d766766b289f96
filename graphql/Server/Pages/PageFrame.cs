using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Pages;

/// <summary>What stands around every page: navigation, search, who publishes and under which licence.</summary>
internal sealed class PageFrame(
    IEnumerable<NavigationLink> links, IEnumerable<SearchAddress> searches, IEnumerable<IFrontPage> fronts, IGraphPage explorer,
    IOptions<PublishingOptions> publishing, IOptions<RelayOptions> relay, TimeProvider clock)
{
    public IReadOnlyList<NavigationLink> Navigation { get; } =
    [
        .. links.Concat(fronts.Where(front => front.IsPresent).Select(_ => new NavigationLink(10, PageTexts.Dashboard, "/")))
            .Concat(explorer.IsPresent ? [new NavigationLink(70, PageTexts.Explorer, "/graphql/")] : [])
            .OrderBy(link => link.Order),
    ];

    /// <summary>The page that finds things by their names; null where there is none.</summary>
    public SearchAddress? Search { get; } = searches.LastOrDefault();

    /// <summary>Whether queries can be opened in the explorer.</summary>
    public bool HasExplorer { get; } = explorer.IsPresent;

    public PublishingOptions Publishing { get; } = publishing.Value;

    /// <summary>How the graph shows ids.</summary>
    public RowIds Ids { get; } = new(relay.Value.Enabled);

    public TimeProvider Clock { get; } = clock;
}
