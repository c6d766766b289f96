using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry.Trace;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>The graph on a real Kestrel whose spans a test can read, each request's by itself.</summary>
internal sealed class TracedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RecordedSpans _spans;

    private TracedServer(WebApplication app, RecordedSpans spans)
    {
        (_app, _spans) = (app, spans);
        Client = new HttpClient { BaseAddress = app.Address() };
    }

    public HttpClient Client { get; }

    public static async Task<TracedServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings)
    {
        var spans = new RecordedSpans();

        // Sent nowhere, which is for the processes' tests to see to: what is sent is read here before.
        var app = await TestServer.StartAsync(
            database,
            [.. settings, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")],
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(
                traces => traces.AddProcessor(new OpenTelemetry.SimpleActivityExportProcessor(spans))));
        return new TracedServer(app, spans);
    }

    /// <summary>Asks a query by POST; the answer, and the spans of the request.</summary>
    public async Task<(JsonNode Answer, Trace Trace)> AskAsync(string query, object? variables = null, bool reportsPlan = false)
    {
        var body = new JsonObject
        {
            ["query"] = query,
            ["variables"] = variables is null ? null : JsonSerializer.SerializeToNode(variables),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (reportsPlan)
        {
            request.Headers.Add("GraphQL-Plan", "1");
        }

        var (answer, trace) = await SendAsync(request);
        return (JsonNode.Parse(answer)!, trace);
    }

    /// <summary>Sends a request as part of a trace of its own; the answer, and the spans of the trace.</summary>
    public async Task<(string Answer, Trace Trace)> SendAsync(HttpRequestMessage request)
    {
        var id = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer, await _spans.OfAsync(id));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>The spans of one request.</summary>
internal sealed record Trace(Activity Request, IReadOnlyList<Activity> Spans)
{
    /// <summary>What was planned.</summary>
    public Activity Plan => Spans.Single(span => span.DisplayName == "plan");

    /// <summary>The statements, as they were asked.</summary>
    public IReadOnlyList<Activity> Statements =>
        [.. Spans.Where(span => span.GetTagItem("db.query.text") is not null).OrderBy(span => span.StartTimeUtc)];

    /// <summary>All that is told, names and values.</summary>
    public string Text => string.Join('\n', Spans.Select(span =>
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} "
            + $"{string.Join(' ', span.Events.SelectMany(one => one.Tags))} {string.Join(' ', span.Baggage)}"));
}

/// <summary>Keeps spans as they end.</summary>
internal sealed class RecordedSpans : OpenTelemetry.BaseExporter<Activity>
{
    private readonly List<Activity> _ended = [];
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override OpenTelemetry.ExportResult Export(in OpenTelemetry.Batch<Activity> batch)
    {
        lock (_ended)
        {
            foreach (var span in batch)
            {
                _ended.Add(span);
            }

            _grew.SetResult();
            _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return OpenTelemetry.ExportResult.Success;
    }

    /// <summary>The spans of a trace, once that of its request has ended, which is after the answer has been sent.</summary>
    public async Task<Trace> OfAsync(ActivityTraceId id)
    {
        while (true)
        {
            Task grew;
            lock (_ended)
            {
                var spans = _ended.FindAll(span => span.TraceId == id);
                if (spans.Find(span => span.Kind == ActivityKind.Server) is { } request)
                {
                    return new Trace(request, spans);
                }

                grew = _grew.Task;
            }

            await grew.WithPatienceAsync($"no request of trace {id} has ended", TestContext.Current.CancellationToken);
        }
    }
}
