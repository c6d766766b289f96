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
            Scripts = [$"{Files}/main.js"],
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

    private static string Sentence(PageView view, string chosen, DashboardFigures figures) =>
        figures.Balances.Aggregate.Sum is { Disbursed: { } disbursed, Committed: { } committed }
        ? view.Say(
            DashboardTexts.Summary,
            chosen,
            view.Format.WholeMoney(disbursed),
            view.Format.WholeMoney(committed),
            view.Format.Count(figures.Cooperatives.Aggregate.Count))
        : view.Say(
            DashboardTexts.Facts,
            chosen,
            view.Format.Count(figures.Cooperatives.Aggregate.Count),
            view.Format.Count(figures.Grants.Aggregate.Count));

    private static string Provisional(PageView view, DashboardFigures? figures) =>
        figures is { Balances: { BySource: { } sources, Aggregate.Max.Month: { } month } } && sources.Any(source => source.Key.Provisional)
        ? $" {view.Say(DashboardTexts.Provisional, view.Format.Month(month))}"
        : "";

    // As figures/money.js has them.
    private static DashboardTile[] Tiles(PageView view, DashboardFigures figures)
    {
        var sums = figures.Balances.Aggregate.Sum;
        var until = figures.ToDate.Aggregate.Max?.Month;
        var population = figures.Provinces.Aggregate.Sum?.Population ?? 0;
        var supported = figures.Grants.Aggregate.CountDistinct?.Cooperative.Id ?? 0;
        DashboardTile[] money =
        [
            new("disbursed", view.Say(DashboardTexts.Disbursed), Whole(sums?.Disbursed), figures.Paid is { } paid && until is { } month
                ? view.Say(
                    DashboardTexts.OfCommitted, view.Format.Percent(paid), DashboardTexts.Of(view.Language, view.Format.Month(month)))
                : ""),
            new("committed", view.Say(DashboardTexts.Committed), Whole(sums?.Committed), Amount(DashboardTexts.TakenBack, sums?.Cancelled)),
            new(
                "head",
                view.Say(DashboardTexts.Head),
                sums?.Disbursed is { } disbursed && population > 0 ? view.Format.Money(disbursed / population) : "–",
                view.Say(DashboardTexts.Heads, view.Format.Count(population))),
        ];
        DashboardTile[] counts =
        [
            new("cooperatives", view.Say(PartTexts.Cooperatives), view.Format.Count(figures.Cooperatives.Aggregate.Count),
                view.Say(supported < 2 ? DashboardTexts.OneSupported : DashboardTexts.Supported, view.Format.Count(supported))),
            new(
                "projects",
                view.Say(PartTexts.Projects),
                view.Format.Count(figures.Projects.Aggregate.Count),
                Amount(DashboardTexts.Costing, figures.Projects.Aggregate.Sum?.TotalCost)),
            new(
                "grants",
                view.Say(PartTexts.Grants),
                view.Format.Count(figures.Grants.Aggregate.Count),
                Amount(DashboardTexts.Worth, figures.Grants.Aggregate.Sum?.Amount)),
        ];
        return until is null ? counts : [.. money, .. counts];

        string Whole(decimal? amount) => amount is { } value ? view.Format.WholeMoney(value) : "–";

        string Amount(LocalText text, decimal? amount) => amount is { } value ? view.Say(text, view.Format.WholeMoney(value)) : "";
    }
}
