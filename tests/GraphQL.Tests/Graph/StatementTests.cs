using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Stores;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>How many statements a request costs, and how they read.</summary>
public abstract partial class StatementTests(GraphFixture graph)
{
    private protected static readonly (string Name, string Query)[] Typical =
    [
        ("A page of one collection", "{ cooperatives { nodes { name } } }"),
        (
            "Filtered by a code and sorted by a name",
            """{ cooperatives(first: 50, where: { province: { code: { eq: "MA-KHE" } } }, order: [{ name: ASC }]) { nodes { """
                + """name foundedYear province { name } } } }"""),
        (
            "By a condition on reference data, sorted by a name",
            """{ cooperatives(where: { province: { region: { code: { eq: "MA-04" } } }, foundedYear: { gte: 2010 } }, order: [{ """
                + """name: ASC }]) { nodes { name province { name region { name } } } } }"""),
        (
            "The same, from its end",
            """{ cooperatives(last: 5, where: { province: { population: { gt: 500000 } } }) { nodes { name } """
                + """pageInfo { hasPreviousPage } } }"""),
        ("Only a count", "{ grants { totalCount } }"),
        ("A page and its count", "{ grants(where: { amount: { gte: 100000 } }) { totalCount nodes { amount } } }"),
        ("The last rows", "{ grants(last: 5, order: [{ awardedOn: DESC }]) { nodes { awardedOn } } }"),
        (
            "The page after a cursor, from what is known towards what is not",
            """{ grants(first: 10, after: "CURSOR", order: [{ awardedOn: DESC }]) { nodes { awardedOn cooperative { name } } } }"""),
        (
            "The page after a cursor, from what is not known towards what is",
            """{ grants(first: 10, after: "CURSOR", order: [{ awardedOn: ASC }]) { nodes { awardedOn } } }"""),
        (
            "Mixed directions through a navigation",
            "{ grants(order: [{ cooperative: { name: ASC } }, { amount: DESC }]) { nodes { amount } } }"),
        ("Text search", """{ cooperatives(where: { name: { contains: "argan", nstartsWith: "x" } }) { nodes { name } } }"""),
        ("Unknown values", "{ grants(where: { awardedOn: { eq: null }, phase: { nin: [I, II] } }) { nodes { id } } }"),
        ("Lists in filters", "{ cooperatives(where: { grants: { all: { amount: { lt: 5 } }, any: true } }) { nodes { id } } }"),
        ("A nested list", "{ cooperatives(first: 20) { nodes { name grants(first: 10) { nodes { amount programme { code name } } } } } }"),
        (
            "A nested list with its count, backwards",
            "{ regions { nodes { name cooperatives(last: 3, order: [{ foundedYear: ASC }]) { totalCount edges { "
                + "cursor node { name } } } } } }"),
        (
            "Groups by navigations and periods",
            """{ grants(where: { amount: { gte: 100000 } }) { groups(first: 12, where: { count: { gt: 3 } }, order: [{ sum: { """
                + """amount: DESC } }]) { key { cooperative { province { name } } awardedOn(by: YEAR) } count sum { amount } """
                + """share { sum { amount } } } } }"""),
        (
            "Groups of a nested list",
            "{ regions { nodes { cooperatives { groups(first: 3) { cursor key { foundedYear(bucket: 10) } count } } } } }"),
        (
            "Sums per inhabitant",
            """{ balances { groups(first: 5, where: { perCapita: { sum: { disbursed: { gt: 10 } } } }, order: [{ perCapita: { sum: { """
                + """disbursed: DESC } } }]) { key { province { code name } } sum { disbursed } perCapita { sum { disbursed } } } } }"""),
        (
            "Totals and groups of the same rows",
            """{ grants { aggregate { count sum { amount } avg { amount } countDistinct { cooperative { id } } } groups { key { """
                + """cooperative { province { name } } } sum { amount } } } }"""),
        (
            "By the sum of a nested list",
            """{ cooperatives(first: 5, where: { province: { code: { eq: "MA-KHE" } } }, order: [{ grants: { aggregate: { sum: { """
                + """amount: DESC } } } }]) { nodes { name } pageInfo { endCursor } } }"""),
        (
            "The page after it",
            """{ cooperatives(first: 5, after: "CURSOR", order: [{ grants: { aggregate: { where: { awardedOn: { """
                + """gte: "2020-01-01" } }, sum: { amount: DESC } } } }]) { nodes { name } } }"""),
        (
            "With a condition on a nested list's totals",
            """{ cooperatives(where: { grants: { aggregate: { where: { phase: { eq: II } }, count: { gt: 1 }, sum: { amount: { """
                + """gt: 100000 } } } } }) { totalCount aggregate { count } nodes { name } } }"""),
        (
            "A nested list by the number of its rows' rows",
            "{ provinces { nodes { name cooperatives(first: 3, order: [{ grants: { aggregate: { "
                + "count: DESC } } }]) { nodes { name } } } } }"),
        (
            "By the lists of what rows refer to",
            "{ grants(first: 5, where: { programme: { grants: { some: { amount: { gt: 100000 } }, aggregate: { count: { "
                + "gt: 1 } } } } }, order: [{ programme: { grants: { aggregate: { sum: { amount: DESC } } } } }]) { nodes { amount } } }"),
        (
            "A search, with what its results refer to",
            """{ search(text: "argan", first: 5) { kind name province { code region { name } } cooperative { id province { """
                + """name } } project { id } } }"""),
        ("A row by its key", """{ province(code: "MA-KHE") { name region { name } } }"""),
    ];

    [Fact]
    public async Task Each_collection_costs_one_statement_and_each_count_one_more()
    {
        var (executor, database) = graph.Counting();
        await executor.ExecuteAsync(new("""
            { regions(first: 12) { totalCount nodes { code
                provinces(first: 50) { totalCount nodes { code
                    cooperatives(first: 5) { nodes { grants { nodes { movements { nodes { id } } } } } } } } } } }
            """), TestContext.Current.CancellationToken);

        // Regions and provinces with their counts, cooperatives, grants, movements: however many rows they have.
        Assert.Equal(7, database.Statements.Count);
    }

    [Fact]
    public async Task An_answer_knows_the_tables_that_its_statements_read()
    {
        var state = DataState.First(1, []);
        var counts = new KeptCounts(0, _ => new(state), new GraphMetrics(graph.Meters));
        foreach (var (name, query) in Typical)
        {
            var (executor, database) = graph.Counting();
            var request = new GraphRequest(query.Replace("CURSOR", await FirstCursorAsync(query), StringComparison.Ordinal))
            {
                Known = counts.In(state),
            };
            var response = await executor.ExecuteAsync(request, TestContext.Current.CancellationToken);
            var read = database.Statements.SelectMany(statement => TableName().Matches(statement)).Select(match => match.Groups[1].Value)
                .Distinct()
                .Order();
            Assert.True(
                read.SequenceEqual(response.Tables!.Order()),
                $"{name} reads {string.Join(", ", read)} and says {string.Join(", ", response.Tables!)}.");
        }
    }

    [Fact]
    public async Task Typical_requests_read_as_a_reviewer_approved()
    {
        var text = new StringBuilder();
        foreach (var (name, query) in Typical)
        {
            var (executor, database) = graph.Counting();
            var response = await executor.ExecuteAsync(
                new(query.Replace("CURSOR", await FirstCursorAsync(query), StringComparison.Ordinal)),
                TestContext.Current.CancellationToken);
            Assert.False(response.Body.Span.StartsWith("{\"errors\""u8), query);
            text.Append("-- ").AppendLine(name).Append("-- ").AppendLine(query);
            foreach (var statement in database.Statements)
            {
                text.Append(statement).AppendLine(";");
            }

            text.AppendLine();
        }

        await Snapshot.MatchesAsync($"{graph.Kind}.sql", text.ToString());
    }

    private async Task<string> FirstCursorAsync(string query) =>
        !query.Contains("CURSOR", StringComparison.Ordinal) ? "" : (string)(await graph.DataAsync(
        query.Replace("first: 5, after: \"CURSOR\"", "first: 1", StringComparison.Ordinal)
            .Replace("first: 10, after: \"CURSOR\"", "first: 1", StringComparison.Ordinal)
            .Replace("nodes {", "pageInfo { endCursor } nodes {", StringComparison.Ordinal)))
                .AsObject()
                .Single().Value!["pageInfo"]!["endCursor"]!;

    [Fact]
    public async Task No_value_of_a_client_but_the_size_of_a_page_is_part_of_the_sql()
    {
        var (executor, database) = graph.Counting();
        await executor.ExecuteAsync(
            new(
                """{ cooperatives(first: 37, where: { name: { """
                    + """contains: "in'jected", in: ["in'jected"], startsWith: "in'jected" }, foundedYear: { gt: """
                    + """1234 } }) { nodes { id } } }"""),
            TestContext.Current.CancellationToken);

        var sql = Assert.Single(database.Statements);
        Assert.DoesNotContain("jected", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", sql, StringComparison.Ordinal);
        Assert.Equal(graph.Kind == DatabaseKind.PostgreSql, sql.EndsWith("limit 38", StringComparison.Ordinal));
        Assert.Equal(graph.Kind == DatabaseKind.PostgreSql ? 1 : 0, sql.Split("38").Length - 1);
    }

    [Fact]
    public async Task Pages_of_many_sizes_are_read_by_a_few_statements()
    {
        var total = (int)(await graph.DataAsync("{ cooperatives { totalCount } }"))["cooperatives"]!["totalCount"]!;
        var (executor, database) = graph.Counting();
        for (var size = 1; size <= 40; size++)
        {
            var response = await executor.ExecuteAsync(
                new("query ($size: Int!) { cooperatives(first: $size) { nodes { id } } }")
                {
                    Variables = JsonSerializer.SerializeToElement(new { size }),
                },
                TestContext.Current.CancellationToken);
            var nodes = JsonNode.Parse(response.Body.Span)!["data"]!["cooperatives"]!["nodes"]!.AsArray();
            Assert.Equal(Math.Min(size, total), nodes.Count);
        }

        Assert.InRange(database.Statements.Distinct().Count(), 1, 20);
    }

    [GeneratedRegex("""(?:from|join) \(?"(\w+)" """)]
    private static partial Regex TableName();
}

public sealed class StatementsOnSqlite(SqliteGraph graph) : StatementTests(graph), IClassFixture<SqliteGraph>
{
    private static readonly CostOptions Unlimited = new() { EnforceCostLimits = false };

    private readonly SqliteGraph _graph = graph;

    [Fact]
    public async Task The_schema_is_the_contract_that_a_reviewer_approved() =>
        await Snapshot.MatchesAsync("schema.graphql", _graph.Schema.ToSdl());

    [Fact]
    public async Task Plans_of_typical_requests_read_as_a_reviewer_approved()
    {
        var text = new StringBuilder();
        foreach (var (name, query) in Typical)
        {
            var prepared = await _graph.NewExecutor(Unlimited).PrepareAsync(new(query), TestContext.Current.CancellationToken);
            text.Append("# ").Append(name).Append('\n').Append("# ").Append(query).Append('\n').Append(
                PlanPrinter.Text(prepared.Plan!.Plan))
                .Append('\n');
        }

        await Snapshot.MatchesAsync("plans.txt", text.ToString());
    }
}

public sealed class StatementsOnPostgres(PostgresGraph graph) : StatementTests(graph), IClassFixture<PostgresGraph>;
