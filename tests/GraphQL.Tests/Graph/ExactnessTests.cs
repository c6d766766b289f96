using System.Text.Json.Nodes;
using CsCheck;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Tests.Balances;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Stores.Postgres;
using IndhCoops.GraphQL.Stores.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>Whatever the ledger holds, the graph answers what follows from it, to the centime, as the files of reports do.</summary>
public abstract class ExactnessTests(GraphFixture graph) : IAsyncLifetime
{
    private const int Ledgers = 4;

    private const string Flows = "committed amended disbursed refunded cancelled grants projects cooperatives totalCost indhContribution";

    private const string Ask = $$"""
        query($month: LocalDate) {
          balances(first: 50, where: { month: { eq: $month } }, order: [{ id: ASC }]) {
            nodes { id opening {{Flows}} closing yearToDate { {{Flows}} } phaseToDate { {{Flows}} } provisional dataSource }
            aggregate { sum { opening committed disbursed closing } }
            provinces: groups { key { province { code region { code } } } sum { opening committed disbursed closing } }
            regions: groups { key { province { region { code } } } sum { opening committed disbursed closing } }
          }
        }
        """;

    private static readonly string[] Summed = ["opening", "committed", "disbursed", "closing"];

    private TestDatabase _facts = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _facts = await TestDatabase.WithFactsAsync(graph.Kind, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _facts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Balances_are_what_follows_from_the_ledger_and_provinces_add_up_to_regions_and_the_country() =>
        await RandomLedgers.Any.SampleAsync(AssertExactAsync, iter: Ledgers, threads: 1);

    [Fact]
    public Task Sums_with_more_digits_than_any_amount_are_exact_too() =>
        AssertExactAsync(RandomLedgers.Full);

    private async Task AssertExactAsync(RandomGrant[] grants)
    {
        await using var database = await _facts.CopyAsync(Cancelled);
        var ledger = await RandomLedgers.RecordAsync(database, grants, Cancelled);
        foreach (var half in new[] { 0, 1 })
        {
            await ledger.RecordAsync(half, Cancelled);
            await new BalanceStriker(database.Contexts, new JulyOf2024()).StrikeAsync(afresh: false, Cancelled);
        }

        await using GraphDatabase reads = graph.Kind == DatabaseKind.Sqlite
            ? new SqliteGraphDatabase(database.Options)
            : new PostgresGraphDatabase(database.Options);
        var executor = graph.NewExecutor(new CostOptions { EnforceCostLimits = false }, database: reads);
        await using var context = database.Contexts.CreateDbContext();
        var months = await context.StruckMonths.Select(month => month.Month).Order().ToListAsync(Cancelled);
        var expected = ledger.Expected(months[^1]).ToLookup(line => line.Id[..7]);
        foreach (var month in months)
        {
            var answer = await GraphFixture.AnswerAsync(executor, Ask, new { month = $"{month:yyyy-MM-dd}" });
            Assert.True(answer["errors"] is null, answer["errors"]?.ToJsonString());
            var balances = answer["data"]!["balances"]!;
            var lines = expected[$"{month:yyyy-MM}"].ToList();
            Assert.Equal(lines, balances["nodes"]!.AsArray().Select(node => Line(node!)));
            AssertAddsUp(lines, balances);
        }
    }

    private static void AssertAddsUp(List<BalanceLine> lines, JsonNode balances)
    {
        var country = Sum(balances["aggregate"]!);
        List<decimal> expected =
        [
            lines.Sum(line => line.Opening), lines.Sum(line => line.Month.Committed!.Value), lines.Sum(line => line.Month.Disbursed!.Value),
            lines.Sum(line => line.Closing),
        ];
        Assert.Equal(expected, country);
        var provinces = balances["provinces"]!.AsArray().ToLookup(
            group => (string)group!["key"]!["province"]!["region"]!["code"]!, group => Sum(group!));
        foreach (var region in balances["regions"]!.AsArray())
        {
            Assert.Equal(Together(provinces[(string)region!["key"]!["province"]!["region"]!["code"]!]), Sum(region));
        }

        Assert.Equal(country, Together(balances["regions"]!.AsArray().Select(region => Sum(region!))));
    }

    // Of nothing a sum is null.
    private static List<decimal> Sum(JsonNode group) => [.. Summed.Select(name => (decimal?)group["sum"]![name] ?? 0)];

    private static List<decimal> Together(IEnumerable<List<decimal>> sums) =>
        sums.Aggregate(new List<decimal>(new decimal[Summed.Length]), (total, sum) => [.. total.Zip(sum, (one, other) => one + other)]);

    private static BalanceLine Line(JsonNode node) => new(
        (string)node["id"]!,
        (decimal)node["opening"]!,
        Sums(node),
        (decimal)node["closing"]!,
        Sums(node["yearToDate"]!),
        Sums(node["phaseToDate"]!),
        (bool)node["provisional"]!,
        Enum.Parse<DataSource>((string)node["dataSource"]!, ignoreCase: true));

    private static Totals Sums(JsonNode node) => new(
        (decimal?)node["committed"],
        (decimal?)node["amended"],
        (decimal?)node["disbursed"],
        (decimal?)node["refunded"],
        (decimal?)node["cancelled"],
        (int?)node["grants"], (int?)node["projects"], (int?)node["cooperatives"], (decimal?)node["totalCost"],
        (decimal?)node["indhContribution"]);

    private sealed class JulyOf2024 : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);
    }
}

public sealed class ExactGraphOnSqlite(SqliteGraph graph) : ExactnessTests(graph), IClassFixture<SqliteGraph>;

public sealed class ExactGraphOnPostgres(PostgresGraph graph) : ExactnessTests(graph), IClassFixture<PostgresGraph>;
