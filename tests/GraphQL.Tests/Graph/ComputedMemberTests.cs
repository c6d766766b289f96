using System.Text.Json.Nodes;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>
/// What the graph computes of grants and projects: shares to four decimals, days up to today, null where there is nothing to compute.
/// </summary>
public abstract class ComputedMemberTests(GraphFixture graph)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_knows_the_INDHs_share_of_its_cost()
    {
        await using var context = graph.Context();
        var projects = await context.Projects.Include(project => project.Grants).ToListAsync(Cancelled);
        decimal? Share(Project project) =>
            project is { TotalCost: > 0, Grants.Count: > 0 }
                ? Round(project.Grants.Sum(grant => grant.Amount) / project.TotalCost.Value)
                : null;
        var shares = projects.ToDictionary(project => project.Id, Share);
        Assert.Contains(shares.Values, share => share > 0.59m);

        var data = await graph.DataAsync("""
            { above: projects(where: { indhShare: { gt: 0.59 } }) { totalCount }
                unknown: projects(where: { indhShare: { eq: null } }) { totalCount }
              highest: projects(first: 50, order: [{ indhShare: DESC }]) { nodes { id indhShare } }
              projects { aggregate { max { indhShare } countDistinct { indhShare } }
                  groups(first: 1000) { key { indhShare(bucket: 0.1) } count } }
              cooperatives(first: 3, order: [{ projects: { aggregate: { max: { indhShare: DESC } } } }]) {
                  nodes { projects(first: 1, order: [{ indhShare: DESC }]) { nodes { indhShare } } } } }
            """);

        Assert.Equal(shares.Values.Count(share => share > 0.59m), (int)data["above"]!["totalCount"]!);
        Assert.Equal(shares.Values.Count(share => share is null), (int)data["unknown"]!["totalCount"]!);
        Assert.Equal(
            shares.Values.OrderDescending().Take(50), data["highest"]!["nodes"]!.AsArray().Select(node => (decimal?)node!["indhShare"]));
        Assert.All(data["highest"]!["nodes"]!.AsArray(), node => Assert.Equal(shares[(Guid)node!["id"]!], (decimal?)node["indhShare"]));
        Assert.Equal(shares.Values.Max(), (decimal)data["projects"]!["aggregate"]!["max"]!["indhShare"]!);
        Assert.Equal(
            shares.Values.OfType<decimal>().Distinct().Count(), (int)data["projects"]!["aggregate"]!["countDistinct"]!["indhShare"]!);
        Assert.Equal(
            shares.Values.GroupBy(share => share is { } known ? Math.Floor(known * 10) / 10 : (decimal?)null)
                .Select(group => (group.Key, group.Count()))
                .ToHashSet(),
            data["projects"]!["groups"]!.AsArray().Select(group => (
                (decimal?)group!["key"]!["indhShare"], (int)group["count"]!)).ToHashSet());
        Assert.Equal(shares.Values.Max(), (decimal)data["cooperatives"]!["nodes"]![0]!["projects"]!["nodes"]![0]!["indhShare"]!);
    }

    [Fact]
    public async Task A_grant_knows_what_is_committed_and_paid_and_since_when()
    {
        await using var context = graph.Context();
        var grants = await context.Grants.Include(grant => grant.Movements).ToListAsync(Cancelled);
        var today = TimeProvider.System.CurrentDay();
        var expected = grants.ToDictionary(grant => grant.Id.ToString(), grant =>
        {
            decimal Sum(params MovementKind[] kinds) =>
                grant.Movements.Where(movement => kinds.Contains(movement.Kind)).Sum(movement => movement.Amount);
            var isThere = grant.Movements.Count > 0;
            var committed = Sum(MovementKind.Commitment, MovementKind.Amendment) - Sum(MovementKind.Cancellation);
            var paid = Sum(MovementKind.Disbursement) - Sum(MovementKind.Refund);
            var since = grant.Movements.Where(movement => movement.Kind == MovementKind.Commitment)
                .Select(movement => (DateOnly?)movement.EffectiveOn)
                .Min();
            return (
                Committed: isThere ? committed : (decimal?)null,
                Paid: isThere ? paid : (decimal?)null,
                Share: committed == 0 ? (decimal?)null : Round(paid / committed),
                Since: since,
                Days: today.DayNumber - since?.DayNumber);
        });

        var data = await graph.DataAsync("""
            { grants(first: 50, order: [{ paidShare: ASC }, { daysSinceCommitment: DESC }]) {
                nodes { id committed paid paidShare committedOn daysSinceCommitment } }
              stuck: grants(where: { paid: { eq: 0 }, daysSinceCommitment: { gt: 365 } }) {
                  aggregate { count sum { committed } max { daysSinceCommitment } } }
              all: grants { aggregate { sum { committed paid } avg { daysSinceCommitment } } } }
            """);

        Assert.Equal(50, data["grants"]!["nodes"]!.AsArray().Count);
        foreach (var node in data["grants"]!["nodes"]!.AsArray())
        {
            var since = (string?)node!["committedOn"];
            Assert.Equal(
                expected[(string)node["id"]!],
                (
                    (decimal?)node["committed"],
                    (decimal?)node["paid"],
                    (decimal?)node["paidShare"],
                    since is null ? null : DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture),
                    (int?)node["daysSinceCommitment"]));
        }

        Assert.Equal(
            expected.Values.Select(grant => grant.Share).Order().Take(50),
            data["grants"]!["nodes"]!.AsArray().Select(node => (decimal?)node!["paidShare"]));
        var stuck = expected.Values.Where(grant => grant is { Paid: 0, Days: > 365 }).ToList();
        Assert.NotEmpty(stuck);
        AssertTotals((stuck.Count, stuck.Sum(grant => grant.Committed), stuck.Max(grant => grant.Days)), data["stuck"]!["aggregate"]!);
        Assert.Equal(expected.Values.Sum(grant => grant.Committed), (decimal)data["all"]!["aggregate"]!["sum"]!["committed"]!);
        Assert.Equal(expected.Values.Sum(grant => grant.Paid), (decimal)data["all"]!["aggregate"]!["sum"]!["paid"]!);
        Assert.Equal(
            Round(expected.Values.Select(grant => (decimal?)grant.Days).Average()!.Value),
            (decimal)data["all"]!["aggregate"]!["avg"]!["daysSinceCommitment"]!);
    }

    private static void AssertTotals((int Count, decimal? Committed, int? Days) expected, JsonNode totals) => Assert.Equal(
        expected, ((int)totals["count"]!, (decimal?)totals["sum"]!["committed"], (int?)totals["max"]!["daysSinceCommitment"]));

    private static decimal Round(decimal value) => decimal.Round(value, 4, MidpointRounding.AwayFromZero);
}

public sealed class ComputedMembersOnSqlite(SqliteGraph graph) : ComputedMemberTests(graph), IClassFixture<SqliteGraph>;

public sealed class ComputedMembersOnPostgres(PostgresGraph graph) : ComputedMemberTests(graph), IClassFixture<PostgresGraph>;
