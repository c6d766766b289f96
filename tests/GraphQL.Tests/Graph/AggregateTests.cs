using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Totals over everything that matches.</summary>
public abstract class AggregateTests(GraphFixture graph)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Totals_are_over_the_whole_filtered_set_whatever_the_page()
    {
        var data = await graph.DataAsync("""
            { grants(
                first: 1, where: { cooperative: { province: { region: { code: { eq: "MA-04" } } } }, awardedOn: { gte: "2015-01-01" } }) {
                nodes { id }
                aggregate { count sum { amount } avg { amount } min { amount awardedOn cooperative { foundedYear name } }
                    max { amount awardedOn project { totalCost } }
                    countDistinct { phase cooperative { id province { code } } } } } }
            """);

        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Cooperative).ThenInclude(cooperative => cooperative.Province)
            .Include(grant => grant.Project)
            .Where(grant => grant.Cooperative.Province.Region.Code == "MA-04" && grant.AwardedOn >= new DateOnly(2015, 1, 1))
            .ToListAsync(Cancelled);
        var totals = data["grants"]!["aggregate"]!;
        Assert.True(grants.Count > 10);
        Assert.Equal(grants.Count, (int)totals["count"]!);
        Assert.Equal(grants.Sum(grant => grant.Amount), (decimal)totals["sum"]!["amount"]!);
        Assert.Equal(
            decimal.Round(grants.Average(grant => grant.Amount), 4, MidpointRounding.AwayFromZero), (decimal)totals["avg"]!["amount"]!);
        Assert.Equal(grants.Min(grant => grant.Amount), (decimal)totals["min"]!["amount"]!);
        Assert.Equal($"{grants.Max(grant => grant.AwardedOn):yyyy-MM-dd}", (string?)totals["max"]!["awardedOn"]);
        Assert.Equal(grants.Min(grant => grant.Cooperative.FoundedYear), (int?)totals["min"]!["cooperative"]!["foundedYear"]);
        Assert.Equal(
            grants.Select(grant => grant.Cooperative.Name).Min(StringComparer.Ordinal), (string?)totals["min"]!["cooperative"]!["name"]);
        Assert.Equal(grants.Max(grant => grant.Project?.TotalCost), (decimal?)totals["max"]!["project"]!["totalCost"]);
        Assert.Equal(
            grants.Select(grant => grant.Phase).OfType<Domain.Programmes.Phase>().Distinct().Count(),
            (int)totals["countDistinct"]!["phase"]!);
        Assert.Equal(grants.Select(grant => grant.Cooperative.Id).Distinct().Count(), (int)totals["countDistinct"]!["cooperative"]!["id"]!);
        Assert.Equal(
            grants.Select(grant => grant.Cooperative.Province.Code).Distinct().Count(),
            (int)totals["countDistinct"]!["cooperative"]!["province"]!["code"]!);
    }

    [Fact]
    public async Task Nested_lists_have_totals_of_each_parent_and_of_nothing_they_are_null()
    {
        var data = await graph.DataAsync("""
            { provinces(first: 50) { nodes { code
                cooperatives(where: { foundedYear: { gte: 2015 } }) { aggregate { count min { foundedYear } avg { foundedYear } } }
                big: projects(where: { totalCost: { gt: 200000 }, programme: { code: { neq: "P3" } } }) {
                    totalCount totals: aggregate { n: count sum { totalCost } __typename } again: aggregate { max { totalCost } } } } } }
            """);

        await using var context = graph.Context();
        var cooperatives = await context.Cooperatives.Include(cooperative => cooperative.Province)
            .Where(cooperative => cooperative.FoundedYear >= 2015)
            .ToListAsync(Cancelled);
        var projects = await context.Projects.Include(project => project.Province)
            .Where(project => project.TotalCost > 200000 && project.Programme!.Code != "P3")
            .ToListAsync(Cancelled);
        foreach (var node in data["provinces"]!["nodes"]!.AsArray())
        {
            var young = cooperatives.Where(cooperative => cooperative.Province.Code == (string?)node!["code"]).ToList();
            var totals = node!["cooperatives"]!["aggregate"]!;
            Assert.Equal(young.Count, (int)totals["count"]!);
            Assert.Equal(young.Min(cooperative => cooperative.FoundedYear), (int?)totals["min"]!["foundedYear"]);
            Assert.Equal(
                young.Count == 0 ? null : decimal.Round(
                    (decimal)young.Sum(cooperative => cooperative.FoundedYear!.Value) / young.Count, 4, MidpointRounding.AwayFromZero),
                (decimal?)totals["avg"]!["foundedYear"]);

            var big = projects.Where(project => project.Province.Code == (string?)node["code"]).ToList();
            Assert.Equal((int)node["big"]!["totalCount"]!, (int)node["big"]!["totals"]!["n"]!);
            Assert.Equal(
                big.Count == 0 ? null : big.Sum(project => project.TotalCost), (decimal?)node["big"]!["totals"]!["sum"]!["totalCost"]);
            Assert.Equal(big.Max(project => project.TotalCost), (decimal?)node["big"]!["again"]!["max"]!["totalCost"]);
            Assert.Equal("ProjectAggregate", (string?)node["big"]!["totals"]!["__typename"]);
        }
    }

    [Fact]
    public async Task Of_nothing_there_is_nothing_but_a_count()
    {
        var data = await graph.DataAsync(
            """{ movements(where: { amount: { gt: 999999999 } }) { aggregate { count sum { amount } avg { amount } max { effectiveOn } """
                + """countDistinct { kind } } } }""");
        Assert.Equal(
            """{"count":0,"sum":{"amount":null},"avg":{"amount":null},"max":{"effectiveOn":null},"countDistinct":{"kind":0}}""",
            data["movements"]!["aggregate"]!.ToJsonString());
    }

    [Fact]
    public async Task Totals_of_numbers_within_rows_and_of_long_ones_are_exact()
    {
        var data = await graph.DataAsync("""
            { balances(where: { month: { eq: "2023-12-01" } }) {
                aggregate { sum { closing grants yearToDate { disbursed grants } } avg { closing } } }
              reportFiles { aggregate { sum { sizeBytes } max { sizeBytes report { period } } } } }
            """);

        await using var context = graph.Context();
        var balances = await context.Balances.Where(balance => balance.Month == new DateOnly(2023, 12, 1)).ToListAsync(Cancelled);
        var sum = data["balances"]!["aggregate"]!["sum"]!;
        Assert.Equal(balances.Sum(balance => balance.Closing), (decimal)sum["closing"]!);
        Assert.Equal(balances.Sum(balance => balance.YearToDate.Disbursed), (decimal)sum["yearToDate"]!["disbursed"]!);
        Assert.Equal(balances.Sum(balance => balance.YearToDate.Grants), (int)sum["yearToDate"]!["grants"]!);
        Assert.Equal(10_000_002_468, (long)data["reportFiles"]!["aggregate"]!["sum"]!["sizeBytes"]!);
        Assert.Equal("2024-06-01", (string?)data["reportFiles"]!["aggregate"]!["max"]!["report"]!["period"]);
    }

    [Fact]
    public async Task Totals_cost_one_statement_for_each_list_however_often_they_are_selected()
    {
        var (executor, database) = graph.Counting();
        await executor.ExecuteAsync(
            new(
                """{ regions { aggregate { count } more: aggregate { sum { population } } nodes { cooperatives { """
                    + """aggregate { count } } } } }"""),
            Cancelled);
        Assert.Equal(3, database.Statements.Count);
    }

    [Fact]
    public async Task What_makes_no_sense_is_not_in_the_schema()
    {
        JsonNode error = await graph.ErrorAsync("{ grants { aggregate { sum { project { totalCost } } } } }");
        Assert.Contains("project", (string?)error["message"], StringComparison.Ordinal);
    }
}

public sealed class AggregatesOnSqlite(SqliteGraph graph) : AggregateTests(graph), IClassFixture<SqliteGraph>;

public sealed class AggregatesOnPostgres(PostgresGraph graph) : AggregateTests(graph), IClassFixture<PostgresGraph>;

public sealed class AggregatesOnColumns(ColumnsGraph graph) : AggregateTests(graph), IClassFixture<ColumnsGraph>;
