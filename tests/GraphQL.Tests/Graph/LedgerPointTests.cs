using System.Text.Json.Nodes;
using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What is left of a grant after each of its movements: computed in SQL, and asked of as any column.</summary>
public abstract class LedgerPointTests(GraphFixture graph)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_movement_says_what_it_adds_and_what_is_left_after_it()
    {
        var cooperatives = (await graph.DataAsync(
            "{ cooperatives(first: 20, where: { dataSource: { eq: SYNTHETIC } }) { nodes { grants { nodes { "
                + "movements(first: 50, order: [{ effectiveOn: ASC }, { recordedAt: ASC }]) { nodes { id kind amount signedAmount "
                + "balanceAfter } } } } } } }"))["cooperatives"]!["nodes"]!;
        var ledgers = cooperatives.AsArray().SelectMany(cooperative => cooperative!["grants"]!["nodes"]!.AsArray()).Select(
            grant => grant!["movements"]!["nodes"]!.AsArray())
            .ToList();
        Assert.Contains(ledgers, ledger => ledger.Count > 3);
        foreach (var ledger in ledgers)
        {
            // Several of one day may stand in another order here; after the last of a day it is the same.
            var last = ledger.LastOrDefault();
            Assert.Equal(
                ledger.Sum(node => (decimal)node!["signedAmount"]!),
                last is null ? 0 : ledger.Select(node => (decimal)node!["balanceAfter"]!)
                    .Contains((decimal)last["balanceAfter"]!) ? (decimal)last["balanceAfter"]! : -1);
            Assert.All(ledger, node => Assert.Equal(Signed(node!), (decimal)node!["signedAmount"]!));
        }
    }

    [Theory]
    [InlineData("balanceAfter: DESC")]
    [InlineData("signedAmount: ASC")]
    public async Task Pages_filters_and_groups_go_by_it(string order)
    {
        var all = new List<string>();
        string? after = null;
        do
        {
            var page = (await graph.DataAsync(
                $$"""query($after: String) { movements(first: 37, after: $after, where: { balanceAfter: { """
                    + $$"""gt: 250000 } }, order: [{ {{order}} }]) { totalCount pageInfo { hasNextPage endCursor } """
                    + $$"""nodes { id balanceAfter signedAmount } } }""",
                new { after }))["movements"]!;
            all.AddRange(page["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
            Assert.All(page["nodes"]!.AsArray(), node => Assert.True((decimal)node!["balanceAfter"]! > 250000));
            after = (bool)page["pageInfo"]!["hasNextPage"]! ? (string?)page["pageInfo"]!["endCursor"] : null;
            Assert.Equal(
                (int)page["totalCount"]!,
                (int)(await graph.DataAsync(
                    "{ movements(where: { balanceAfter: { gt: 250000 } }) { totalCount } }"))["movements"]!["totalCount"]!);
        }
        while (after is not null);

        Assert.Equal(all.Count, all.Distinct().Count());
        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Movements).ToListAsync(Cancelled);
        Assert.NotEmpty(all);
        Assert.Equal(grants.Sum(grant => Points(grant).Count(point => point > 250000)), all.Count);
    }

    [Fact]
    public async Task Groups_and_totals_take_it_as_any_amount()
    {
        var data = await graph.DataAsync("""
            { movements { aggregate { sum { signedAmount } min { balanceAfter } max { balanceAfter } countDistinct { balanceAfter } }
                groups(first: 3, order: [{ count: DESC }]) { key { balanceAfter(bucket: 100000) } count max { balanceAfter signedAmount } }
                whole: groups(first: 2) { key { balanceAfter } count } } }
            """);

        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Movements).ToListAsync(Cancelled);
        Assert.Equal(
            grants.Sum(grant => grant.Movements.Sum(movement => movement.SignedAmount)),
            (decimal)data["movements"]!["aggregate"]!["sum"]!["signedAmount"]!);
        Assert.Equal(0, (decimal)data["movements"]!["aggregate"]!["min"]!["balanceAfter"]!);
        Assert.Equal(grants.SelectMany(Points).Max(), (decimal)data["movements"]!["aggregate"]!["max"]!["balanceAfter"]!);
        Assert.Equal(3, data["movements"]!["groups"]!.AsArray().Count);
        Assert.Equal(0, (decimal)data["movements"]!["whole"]![0]!["key"]!["balanceAfter"]!);
    }

    // Those of one day of a grant are recorded in the order of their moments.
    private static IEnumerable<decimal> Points(Grant grant)
    {
        var balance = 0m;
        foreach (var movement in grant.Movements.OrderBy(movement => movement.EffectiveOn).ThenBy(movement => movement.RecordedAt)
            .ThenBy(movement => movement.Id))
        {
            yield return balance += movement.SignedAmount;
        }
    }

    private static decimal Signed(JsonNode node) =>
        (string)node["kind"]! is "DISBURSEMENT" or "CANCELLATION" ? -(decimal)node["amount"]! : (decimal)node["amount"]!;
}

/// <summary>On SQLite.</summary>
public sealed class LedgerPointsOnSqlite(SqliteGraph graph) : LedgerPointTests(graph), IClassFixture<SqliteGraph>;

/// <summary>On PostgreSQL.</summary>
public sealed class LedgerPointsOnPostgres(PostgresGraph graph) : LedgerPointTests(graph), IClassFixture<PostgresGraph>;
