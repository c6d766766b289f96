using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What a client can ask of balances, statements and reports.</summary>
public abstract class BalanceQueryTests(GraphFixture graph)
{
    [Fact]
    public async Task Balances_filter_sort_and_page_as_every_collection_does_also_by_the_objects_within_them()
    {
        var data = await graph.DataAsync("""
            { balances(
                first: 5
                where: {
                    month: { eq: "2023-12-01" }, province: { region: { code: { eq: "MA-04" } } }, yearToDate: { committed: { gt: 0 } } }
                order: [{ yearToDate: { committed: DESC } }]) {
                totalCount nodes { id month province { code } programme { code }
                    opening committed amended disbursed refunded cancelled closing
                    yearToDate { committed grants } phaseToDate { disbursed } } } }
            """);

        await using var context = graph.Context();
        var expected = await context.Balances.Include(balance => balance.Province).Include(balance => balance.Programme)
            .Where(balance =>
                balance.Month == new DateOnly(2023, 12, 1) && balance.Province.Region.Code == "MA-04" && balance.YearToDate.Committed > 0)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected.Count, (int)data["balances"]!["totalCount"]!);
        Assert.Equal(
            expected.OrderByDescending(balance => balance.YearToDate.Committed)
                .ThenByDescending(balance => balance.Id, StringComparer.Ordinal)
                .Take(5)
                .Select(balance => (balance.Id, balance.Closing, balance.YearToDate.Grants)),
            data["balances"]!["nodes"]!.AsArray()
                .Select(node => ((string)node!["id"]!, (decimal)node["closing"]!, (int?)node["yearToDate"]!["grants"])));
        Assert.All(data["balances"]!["nodes"]!.AsArray(), node => Assert.Equal(
            (decimal)node!["closing"]!,
            (decimal)node["opening"]! + (decimal)node["committed"]!
                + (decimal)node["amended"]! - (decimal)node["disbursed"]! + (decimal)node["refunded"]! - (decimal)node["cancelled"]!));
    }

    [Fact]
    public async Task A_province_lists_its_balances_and_a_balance_is_found_by_its_key()
    {
        var data = await graph.DataAsync("""
            { province(code: "MA-CAS") { balances(last: 2, where: { provisional: { eq: false } }) { nodes { id closing } } } }
            """);
        var listed = data["province"]!["balances"]!["nodes"]!.AsArray();
        Assert.Equal(2, listed.Count);

        var found = await graph.DataAsync("query($id: String!) { balance(id: $id) { closing } }", new { id = (string)listed[0]!["id"]! });
        Assert.Equal((decimal)listed[0]!["closing"]!, (decimal)found["balance"]!["closing"]!);
    }

    [Fact]
    public async Task A_statement_shows_reported_computed_and_gap()
    {
        var data = await graph.DataAsync("""
            { statements(where: { province: { code: { eq: "MA-KHE" } }, projects: { eq: 21 } }) { nodes { totalCost indhContribution
                computed { projects cooperatives totalCost indhContribution __typename }
                    computedFrom gap { projects totalCost indhContribution } } }
              unknown: statements(where: { computed: { projects: { eq: null } } }) {
                  nodes { from computed { projects } gap { projects } } } }
            """);

        var statement = Assert.Single(data["statements"]!["nodes"]!.AsArray())!;
        Assert.Equal("StatementFigures", (string?)statement["computed"]!["__typename"]);
        Assert.Equal(21, (int)statement["computed"]!["projects"]! + (int)statement["gap"]!["projects"]!);
        Assert.Equal(
            (decimal)statement["totalCost"]!, (decimal)statement["computed"]!["totalCost"]! + (decimal)statement["gap"]!["totalCost"]!);
        Assert.Equal(
            (decimal)statement["indhContribution"]!,
            (decimal)statement["computed"]!["indhContribution"]! + (decimal)statement["gap"]!["indhContribution"]!);
        Assert.NotEmpty(data["unknown"]!["nodes"]!.AsArray());
        Assert.All(data["unknown"]!["nodes"]!.AsArray(), node => Assert.Null(node!["gap"]!["projects"]));
    }

    [Fact]
    public async Task Reports_give_their_files_whole()
    {
        var data = await graph.DataAsync("""
            { reports(order: [{ period: DESC }]) { nodes { period revision strike { movements uncommittedGrants }
                files(order: [{ format: ASC }]) { format url sizeBytes sha256 rows report { period } }
                    tables: files(where: { rows: { gt: 0 } }) { format } } } }
            """);

        var reports = data["reports"]!["nodes"]!.AsArray();
        Assert.Equal(["2024-06-01", "2024-05-01"], reports.Select(report => (string)report!["period"]!));
        Assert.All(reports, report => Assert.Equal(["CSV", "HTML"], report!["files"]!.AsArray().Select(file => (string)file!["format"]!)));
        Assert.All(reports, report => Assert.Equal("CSV", (string?)Assert.Single(report!["tables"]!.AsArray())!["format"]));
        Assert.Equal(5_000_000_000, (long)reports[0]!["files"]![0]!["sizeBytes"]!);
        Assert.Equal((string?)reports[1]!["period"], (string?)reports[1]!["files"]![1]!["report"]!["period"]);
        Assert.True((int)reports[0]!["strike"]!["movements"]! > 0);
    }

    [Fact]
    public async Task A_long_number_is_filtered_by_and_one_that_is_none_is_refused()
    {
        var data = await graph.DataAsync(
            "query($size: Long) { reportFiles(where: { sizeBytes: { gte: $size } }) { totalCount } }", new { size = 4_999_999_999 });
        Assert.Equal(2, (int)data["reportFiles"]!["totalCount"]!);

        JsonNode error = await graph.ErrorAsync(
            "query($size: Long) { reportFiles(where: { sizeBytes: { gte: $size } }) { totalCount } }", new { size = 1.5 });
        Assert.Contains("Long", (string?)error["message"], StringComparison.Ordinal);
    }
}

public sealed class BalanceQueriesOnSqlite(SqliteGraph graph) : BalanceQueryTests(graph), IClassFixture<SqliteGraph>;

public sealed class BalanceQueriesOnPostgres(PostgresGraph graph) : BalanceQueryTests(graph), IClassFixture<PostgresGraph>;
