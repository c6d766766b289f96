using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>
/// Makes the page at the root: its frame, and the main figures of what the address chooses, so that they are there before any script is.
/// </summary>
internal sealed class DashboardPage(IOptions<DashboardOptions> options, IOptions<AccessOptions> access)
{
    private const string Files = "/dashboard";

    // What main.js imports: a browser fetches all of them at once instead of one after the other.
    private static readonly string[] Modules =
    [
        .. new[]
        {
            "address", "dialog", "explorer", "filters", "libraries", "make", "names", "numbers", "picture", "queries", "run", "selection",
            "table", "texts", "view", "figures/columns", "figures/compare", "figures/cooperatives", "figures/index", "figures/money",
            "figures/reported", "figures/share", "figures/territories",
        }.Select(module => $"{Files}/{module}.js"),
    ];

    public async ValueTask<PageAnswer> MakeAsync(PageVisit visit)
    {
        var view = visit.View;
        DashboardFigures? figures = null;
        IReadOnlyList<ProvinceName> provinces = [];
        var selection = new DashboardSelection(null, null, null, null, null);
        visit.Leave("region", "province", "programme", "from", "to", "by", "per", "map", "level", "compare");

        // The page itself is open to all. Where its data is not, its modules ask with what the visitor has, and say what came of it.
        if (!access.Value.ReadingNeedsToken)
        {
            try
            {
                provinces = [.. (await visit.AskAsync<Territories>("territories")).Provinces.Groups.Select(group => group.Key)];
                selection = DashboardSelection.Of(visit, provinces);
                figures = await visit.AskAsync<DashboardFigures>("national-figures", selection.Variables);
            }
            catch (PageFailedException)
            {
                // The modules ask again, and wait where the server asks for patience.
            }
        }

        var chosen = selection.Describe(view);
        var head = new PageHead(
            selection.IsAny ? chosen : view.Say(DashboardTexts.Title),
            figures is null ? view.Say(DashboardTexts.Lead) : Sentence(view, chosen, figures))
        {
            IsSynthetic = figures?.IsSynthetic == true,
            Styles = [$"{Files}/dashboard.css"],
            Scripts = [$"{Files}/guard.js", $"{Files}/main.js"],
            Modules = Modules,
        };
        return PageAnswer.Of<DashboardBody, DashboardModel>(
            head,
            new DashboardModel(
                chosen,
                figures is null ? [] : Tiles(view, figures),
                head.IsSynthetic,
                provinces,
                options.Value.FrameAncestors.Length > 0,
                Provisional(view, figures),
                selection.OwnPages(view),
                IsBare: !selection.IsAny && figures is { ToDate.Aggregate.Max.Month: null },
                IsPending: figures?.Movements is { Nodes.Count: > 0 }));
    }

    private static string Sentence(PageView view, string chosen, DashboardFigures figures)
    {
        var cooperatives = view.Format.Count(figures.Cooperatives.Aggregate.Count);
        return figures.Balances.Aggregate.Sum is { Disbursed: { } disbursed, Committed: { } committed }
            ? view.Say(
                DashboardTexts.Summary, chosen, view.Format.WholeMoney(disbursed), view.Format.WholeMoney(committed), cooperatives)
            : view.Say(DashboardTexts.Facts, chosen, cooperatives, view.Format.Count(figures.Grants.Aggregate.Count));
    }

    private static string Provisional(PageView view, DashboardFigures? figures) =>
        figures is { Balances: { BySource: { } sources, Aggregate.Max.Month: { } month } } && sources.Any(source => source.Key.Provisional)
        ? $" {view.Say(DashboardTexts.Provisional, view.Format.Month(month))}"
        : "";

    // As figures/money.js has them.
    private static DashboardTile[] Tiles(PageView view, DashboardFigures figures)
    {
        var (format, sums, until) = (view.Format, figures.Balances.Aggregate.Sum, figures.ToDate.Aggregate.Max?.Month);
        var population = figures.Provinces.Aggregate.Sum?.Population ?? 0;
        var supported = figures.Grants.Aggregate.CountDistinct?.Cooperative.Id ?? 0;
        DashboardTile[] money =
        [
            Tile("disbursed", DashboardTexts.Disbursed, Whole(sums?.Disbursed), figures.Paid is { } paid && until is { } month
                ? view.Say(DashboardTexts.OfCommitted, format.Percent(paid), DashboardTexts.Of(view.Language, format.Month(month)))
                : ""),
            Tile("committed", DashboardTexts.Committed, Whole(sums?.Committed), Amount(DashboardTexts.TakenBack, sums?.Cancelled)),
            Tile(
                "head",
                DashboardTexts.Head,
                sums?.Disbursed is { } disbursed && population > 0 ? format.Money(disbursed / population) : "–",
                view.Say(DashboardTexts.Heads, format.Count(population))),
        ];
        DashboardTile[] counts =
        [
            Counted("cooperatives", PartTexts.Cooperatives, figures.Cooperatives,
                view.Say(supported < 2 ? DashboardTexts.OneSupported : DashboardTexts.Supported, format.Count(supported))),
            Counted("projects", PartTexts.Projects, figures.Projects,
                Amount(DashboardTexts.Costing, figures.Projects.Aggregate.Sum?.TotalCost)),
            Counted("grants", PartTexts.Grants, figures.Grants, Amount(DashboardTexts.Worth, figures.Grants.Aggregate.Sum?.Amount)),
        ];
        return until is null ? counts : [.. money, .. counts];

        DashboardTile Tile(string id, LocalText name, string value, string detail) => new(id, view.Say(name), value, detail);

        DashboardTile Counted(string id, LocalText name, TotalsOf of, string detail) =>
            Tile(id, name, format.Count(of.Aggregate.Count), detail);

        string Whole(decimal? amount) => amount is { } value ? format.WholeMoney(value) : "–";

        string Amount(LocalText text, decimal? amount) => amount is { } value ? view.Say(text, format.WholeMoney(value)) : "";
    }
}
