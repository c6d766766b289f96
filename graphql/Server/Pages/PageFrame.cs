using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Pages;

/// <summary>What stands around every page: navigation, search, who publishes and under which licence.</summary>
internal sealed class PageFrame(
    IEnumerable<NavigationLink> links,
    IEnumerable<SearchAddress> searches,
    IEnumerable<IFrontPage> fronts,
    IGraphPage explorer,
    IOptions<PublishingOptions> publishing,
    IOptions<RelayOptions> relay,
    TimeProvider clock)
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

    public TimeProvider Clock { get; } = clock;

    // Ids in the graph and keys in addresses: an address stays the same whichever ids the graph shows.
    private bool AreIdsGlobal { get; } = relay.Value.Enabled;

    /// <summary>The key that stands in an address, of an id that the graph gave.</summary>
    public string Key(string id) => AreIdsGlobal && GlobalId.KeyOf(id, ScalarKind.Uuid) is Guid key ? key.ToString() : id;

    /// <summary>The id by which the graph knows a key.</summary>
    public string Id(string entity, Guid key) =>
        AreIdsGlobal ? Convert.ToBase64String([.. GlobalId.Prefix(entity), .. key.ToByteArray()]) : key.ToString();
}
