using System.Diagnostics;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Telemetry;
using IndhCoops.Functions.Tests.Publishing;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace IndhCoops.Functions.Tests.Telemetry;

/// <summary>What the spans of a report's run tell.</summary>
public abstract class RunSpanTests(DatabaseKind kind)
{
    [Fact]
    public async Task The_strike_its_statements_and_every_blob_are_told_of()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        var (before, spans) = await RunAsync(scene);
        var again = (await RunAsync(scene)).Spans;

        var strike = Assert.Single(spans, span => span.DisplayName == "strike");
        Assert.Equal(before, strike.Parent);
        Assert.Equal(1, strike.GetTagItem("indhcoops.strike.number"));
        Assert.True((int)strike.GetTagItem("indhcoops.strike.balances")! > 0);
        var statements = spans.Where(span => span.GetTagItem("db.query.text") is not null).ToList();
        Assert.True(statements.Count >= 7);
        Assert.All(statements, statement => Assert.Equal(strike, statement.Parent));
        Assert.All(
            statements,
            statement => Assert.Equal(kind == DatabaseKind.PostgreSql ? "postgresql" : "sqlite", statement.GetTagItem("db.system.name")));
        Assert.Contains(
            statements,
            statement => ((string)statement.GetTagItem("db.query.text")!).StartsWith("insert into balances", StringComparison.Ordinal)
                && Equals(statement.GetTagItem("indhcoops.rows.written"), strike.GetTagItem("indhcoops.strike.balances")));

        var blobs = await scene.BlobsAsync();
        var written = spans.Where(span => span.DisplayName == "write blob").ToDictionary(
            span => (string)span.GetTagItem("indhcoops.blob.path")!, span => (long)span.GetTagItem("indhcoops.blob.size")!);
        Assert.Equal(
            blobs.Select(blob => KeyValuePair.Create(blob.Key, blob.Value.LongLength)),
            written.OrderBy(blob => blob.Key, StringComparer.Ordinal));
        Assert.Null(Assert.Single(again).GetTagItem("indhcoops.strike.number"));
    }

    // Other tests run meanwhile: what belongs to this run is below its own span.
    private static async Task<(Activity Run, List<Activity> Spans)> RunAsync(PublishingScene scene)
    {
        var spans = new List<Activity>();
        var run = new Activity("test");
        using (Sdk.CreateTracerProviderBuilder().AddSource(Tracing.Name).AddInMemoryExporter(spans).Build())
        {
            run.ActivityTraceFlags = ActivityTraceFlags.Recorded;
            run.Start();
            await scene.RunAsync();
            run.Stop();
        }

        return (run, spans.FindAll(span => span.TraceId == run.TraceId));
    }
}

public sealed class RunSpansOnSqlite() : RunSpanTests(DatabaseKind.Sqlite);

public sealed class RunSpansOnPostgres() : RunSpanTests(DatabaseKind.PostgreSql);
