using System.Diagnostics;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>What the spans of a request tell.</summary>
public abstract class SpanTests(GraphFixture graph)
{
    private const string Nested = """
        query Places($name: String!, $least: Decimal!) {
          regions(first: 3, where: { name: { ncontains: $name } }) {
            totalCount nodes { name provinces(first: 2) { nodes { name cooperatives { aggregate { count } } } } }
          }
          grants(where: { amount: { gt: $least } }) { groups(first: 2) { key { phase } count } }
        }
        """;

    private string System => graph.Kind == DatabaseKind.PostgreSql ? "postgresql" : "sqlite";

    [Fact]
    public async Task A_request_has_a_span_with_its_plan_and_its_statements_below()
    {
        await using var server = await TracedServer.StartAsync(graph.Database, ("PlanReport:Enabled", "true"));
        var variables = new { name = "hunter2-name", least = 31337.73m };

        var (answer, trace) = await server.AskAsync(Nested, variables, reportsPlan: true);

        Assert.Null(answer["errors"]);
        Assert.Equal("query", trace.Request.DisplayName);
        Assert.Equal("query", trace.Request.GetTagItem("graphql.operation.type"));
        Assert.Equal("Places", trace.Request.GetTagItem("graphql.operation.name"));
        Assert.Equal("miss", trace.Plan.GetTagItem("indhcoops.plan.cache"));
        Assert.True((double)trace.Plan.GetTagItem("indhcoops.request.field_cost")! > 0);
        Assert.Equal(
            ["plan", .. Enumerable.Repeat(System, 5)], trace.Spans.Where(span => span != trace.Request).Select(span => span.DisplayName));
        Assert.All(trace.Spans, span => Assert.True(span == trace.Request || span.ParentSpanId == trace.Request.SpanId));
        Assert.All(trace.Spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        var report = answer["extensions"]!["plan"]!["statements"]!.AsArray();
        Assert.Equal(
            report.Select(statement => ((string)statement!["sql"]!, (int?)statement["rows"])),
            trace.Statements.Select(span => ((string)span.GetTagItem("db.query.text")!, Rows(span))));
        Assert.All(trace.Statements, span => Assert.Equal(System, span.GetTagItem("db.system.name")));
        Assert.DoesNotContain("hunter2", trace.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("31337", trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statements_of_one_request_follow_each_other_within_it()
    {
        await using var server = await TracedServer.StartAsync(graph.Database, ("Answers:Keep", "false"));

        var (_, trace) = await server.AskAsync("{ a: regions(first: 1) { totalCount } b: regions(first: 2) { nodes { name } } }");

        var (first, second) = (trace.Statements[0], trace.Statements[1]);
        Assert.True(first.StartTimeUtc >= trace.Plan.StartTimeUtc);
        Assert.True(second.StartTimeUtc >= first.StartTimeUtc + first.Duration);
        Assert.True(second.StartTimeUtc + second.Duration <= trace.Request.StartTimeUtc + trace.Request.Duration);
    }

    [Fact]
    public async Task A_plan_and_an_answer_that_are_kept_show_as_such()
    {
        await using var server = await TracedServer.StartAsync(graph.Database);
        const string query = "query Named($first: Int) { regions(first: $first) { nodes { name } } }";

        var (_, made) = await server.AskAsync(query, new { first = 1 });
        var (_, planned) = await server.AskAsync(query, new { first = 2 });

        // On PostgreSQL any write in the whole server changes the version, and other tests may write to other databases meanwhile.
        var kept = planned;
        while (kept.Request.GetTagItem("indhcoops.answer.cache") is not "hit")
        {
            (_, kept) = await server.AskAsync(query, new { first = 2 });
        }

        Assert.Equal(
            ("miss", "miss", 1),
            (made.Request.GetTagItem("indhcoops.answer.cache"), made.Plan.GetTagItem("indhcoops.plan.cache"), made.Statements.Count));
        Assert.Equal(
            ("miss", "hit", 1),
            (
                planned.Request.GetTagItem("indhcoops.answer.cache"),
                planned.Plan.GetTagItem("indhcoops.plan.cache"),
                planned.Statements.Count));
        Assert.Equal([kept.Request], kept.Spans);
        Assert.Equal(("query", "Named"), (kept.Request.DisplayName, kept.Request.GetTagItem("graphql.operation.name")));
    }

    [Fact]
    public async Task A_refused_request_says_why()
    {
        await using var server = await TracedServer.StartAsync(graph.Database, ("Cost:MaxFieldCost", "5"));

        var (_, dear) = await server.AskAsync("query Dear { regions { nodes { name } } }");
        var (_, broken) = await server.AskAsync("query Broken {");
        using var get = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        var (_, empty) = await server.SendAsync(get);

        Assert.Equal(("HC0047", "Dear"), (dear.Request.GetTagItem("indhcoops.refusal"), dear.Request.GetTagItem("graphql.operation.name")));
        Assert.Equal("HC0011", broken.Request.GetTagItem("indhcoops.refusal"));
        Assert.Equal("HC0013", empty.Request.GetTagItem("indhcoops.refusal"));
        Assert.All(new[] { dear, broken, empty }, trace => Assert.Empty(trace.Statements));
    }

    [Fact]
    public async Task A_table_has_its_statements_with_their_rows()
    {
        await using var server = await TracedServer.StartAsync(graph.Database);
        using var get = new HttpRequestMessage(
            HttpMethod.Get,
            $"/graphql/table.csv?query={Uri.EscapeDataString("query All { regions { nodes { code } } }")}"
                + "&variables=%7B%22x%22%3A%22hunter2%22%7D");

        var (_, trace) = await server.SendAsync(get);

        Assert.Equal(("query", "All"), (trace.Request.DisplayName, trace.Request.GetTagItem("graphql.operation.name")));
        Assert.Equal([1, 12], trace.Statements.Select(Rows));
        Assert.DoesNotContain("hunter2", trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_fails_has_the_kind_of_its_failure_and_takes_no_other_with_it()
    {
        await using var database = await TestDatabase.CreateAsync(graph.Kind, TestContext.Current.CancellationToken);
        await using var server = await TracedServer.StartAsync(database.Options);
        await using (var context = database.Contexts.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync("alter table programmes rename to mislaid", TestContext.Current.CancellationToken);
        }

        var (answer, trace) = await server.AskAsync(
            "{ a: regions { totalCount } b: programmes { totalCount } c: provinces { totalCount } }");

        Assert.Equal("""{"a":{"totalCount":0},"b":null,"c":{"totalCount":0}}""", answer["data"]!.ToJsonString());
        Assert.Equal("""["b"]""", Assert.Single(answer["errors"]!.AsArray())!["path"]!.ToJsonString());

        // PostgreSQL runs all other statements again, so that all read one state.
        var again = graph.Kind == DatabaseKind.PostgreSql ? 2 : 1;
        Assert.Equal(
            [ActivityStatusCode.Unset, ActivityStatusCode.Error, .. Enumerable.Repeat(ActivityStatusCode.Unset, again)],
            trace.Statements.Select(span => span.Status));
        Assert.Equal(
            graph.Kind == DatabaseKind.PostgreSql ? "42P01" : "Microsoft.Data.Sqlite.SqliteException",
            trace.Statements[1].GetTagItem("error.type"));
        Assert.DoesNotContain("mislaid", trace.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_correlation_id_is_that_of_the_trace_unless_the_client_has_one()
    {
        await using var server = await TracedServer.StartAsync(graph.Database);
        using var plain = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        using var named = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}")
        {
            Headers = { { "X-Correlation-Id", "order-7" } },
        };

        var (_, own) = await server.SendAsync(plain);
        var (_, given) = await server.SendAsync(named);

        Assert.Equal(own.Request.TraceId.ToHexString(), own.Request.GetTagItem("indhcoops.correlation_id"));
        Assert.Equal("order-7", given.Request.GetTagItem("indhcoops.correlation_id"));
    }

    private static int? Rows(Activity statement) => (int?)statement.GetTagItem("db.response.returned_rows");
}

public sealed class SpansOnSqlite(SqliteGraph graph) : SpanTests(graph), IClassFixture<SqliteGraph>;

public sealed class SpansOnPostgres(PostgresGraph graph) : SpanTests(graph), IClassFixture<PostgresGraph>;
