using System.Text.Json.Nodes;
using IndhCoops.Domain.Grants;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Tests.Graph;
using IndhCoops.GraphQL.Tests.Tables;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Saved;

/// <summary>The saved queries that come with the server answer, and what they answer is what the data says.</summary>
public abstract class ShippedQueryTests(GraphFixture graph)
{
    // A value for every variable that a shipped query has.
    private static readonly Dictionary<string, object> Filters = new()
    {
        ["region"] = "MA-04",
        ["province"] = "MA-KHE",
        ["programme"] = "P3-ESS",
        ["from"] = "2019-01-01",
        ["to"] = "2023-12-31",
        ["month"] = "2022-06-01",
        ["first"] = 5,
        ["text"] = "khemisset",
        ["dataSource"] = "SYNTHETIC",
    };

    private static readonly string[] Reports = ["bilan", "national-figures"];

    // Pages ask them, with all that they need.
    private static readonly string[] OfPages =
        [
            "about-page", "cooperative-by-reference", "cooperative-grants", "cooperative-ledger", "cooperative-list", "cooperative-page",
            "programme-list", "programme-page", "province-list", "province-page", "region-page", "reports-page",
        ];

    // Their answer is a page of what their table has whole.
    private static readonly string[] Pages = ["grants-open", "recipients"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> All => [.. Shipped.Select(query => query.Name).Except(OfPages)];

    public static TheoryData<string> Named => [.. Shipped.Select(query => query.Name)];

    public static TheoryData<string> Tables => [.. Shipped.Select(query => query.Name).Except([.. Reports, .. OfPages, .. Pages])];

    private static IReadOnlyList<SavedQuery> Shipped => SavedQueries.Read(null).All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_answers_as_it_is_and_with_every_filter(string name)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);

        foreach (var list in Lists(await server.DataAsync(name)).Concat(Lists(await server.DataAsync(name, FiltersOf(name)))))
        {
            Assert.NotEmpty(list);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Each_that_is_one_list_is_a_table_of_the_same_rows(string name)
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        foreach (var variables in new[] { null, FiltersOf(name) })
        {
            using var response = await server.GetAsync(SavedServer.Path($"{name}.csv", variables));
            var rows = TableServer.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
            Assert.Equal(Assert.Single(Lists(await server.DataAsync(name, variables))).Count, rows.Count - 1);
        }
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Each_says_what_it_is_and_has_one_named_operation(string name)
    {
        var query = Shipped.Single(query => query.Name == name);
        Assert.Matches(".+ · .+", query.Title);
        Assert.NotEmpty(query.Description);
        Assert.NotNull(Assert.Single(query.Definitions));
    }

    [Fact]
    public async Task What_is_not_set_filters_nothing()
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        await using var context = graph.Context();
        var payments = await context.Movements.Where(movement => movement.Kind == MovementKind.Disbursement)
            .Select(movement =>
                new
                {
                    movement.Amount,
                    movement.EffectiveOn,
                    Programme = movement.Grant.Programme!.Code,
                    movement.Grant.Cooperative.Province.Code,
                    Region = movement.Grant.Cooperative.Province.Region.Code,
                })
            .ToListAsync(Cancelled);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        payments.RemoveAll(payment => payment.EffectiveOn > today); // Balances have not come so far.

        foreach (var name in new[] { "disbursed-by-month", "disbursed-by-year", "by-programme", "by-region", "top-provinces" })
        {
            Assert.Equal(payments.Sum(payment => payment.Amount), await PaidAsync(name));
        }

        Assert.Contains(payments, payment => payment.Programme is null);
        Assert.Equal(
            payments.Where(payment => payment.Code == "MA-KHE").Sum(payment => payment.Amount),
            await PaidAsync("disbursed-by-month", new { province = "MA-KHE" }));
        Assert.Equal(
            payments.Where(payment => payment.Region == "MA-04").Sum(payment => payment.Amount),
            await PaidAsync("by-programme", new { region = "MA-04" }));
        Assert.Equal(
            payments.Where(payment => payment.Programme == "P3-ESS").Sum(payment => payment.Amount),
            await PaidAsync("by-region", new { programme = "P3-ESS" }));
        Assert.Equal(
            payments.Where(payment => payment.EffectiveOn.Year is >= 2019 and <= 2023).Sum(payment => payment.Amount),
            await PaidAsync("top-provinces", new { from = "2019-01-01", to = "2023-12-31" }));

        async Task<decimal> PaidAsync(string name, object? variables = null) =>
            (await server.DataAsync(name, variables))["balances"]!["groups"]!.AsArray().Sum(group => (decimal)group!["sum"]!["disbursed"]!);
    }

    [Fact]
    public async Task Cost_and_part_are_those_of_the_phase_up_to_the_month()
    {
        await using var server = await SavedServer.StartAsync(graph.Database);
        await using var context = graph.Context();
        var balances = await context.Balances.Where(
            balance => balance.Month == new DateOnly(2023, 12, 1) && balance.PhaseToDate.TotalCost > 0)
            .ToListAsync(Cancelled);

        var groups = (await server.DataAsync("indh-share"))["balances"]!["groups"]!.AsArray();

        Assert.Equal(balances.Count, groups.Count);
        Assert.Equal(
            balances.Sum(balance => balance.PhaseToDate.TotalCost),
            groups.Sum(group => (decimal)group!["sum"]!["phaseToDate"]!["totalCost"]!));
        Assert.Equal(
            balances.Sum(balance => balance.PhaseToDate.IndhContribution),
            groups.Sum(group => (decimal)group!["sum"]!["phaseToDate"]!["indhContribution"]!));
    }

    // Officials speak of the programme where grants name its axis.
    private static Dictionary<string, object> FiltersOf(string name) =>
        Shipped.Single(query => query.Name == name).Variables.ToDictionary(
            variable => variable.Name,
            variable => (name, variable.Name) is ("reported-against-computed", "programme") ? "P3" : Filters[variable.Name]);

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonArray list => [list],
        JsonObject value => value.SelectMany(member => Lists(member.Value)),
        _ => [],
    };
}

public sealed class ShippedQueriesOnSqlite(SqliteGraph graph) : ShippedQueryTests(graph), IClassFixture<SqliteGraph>;

public sealed class ShippedQueriesOnPostgres(PostgresGraph graph) : ShippedQueryTests(graph), IClassFixture<PostgresGraph>;
