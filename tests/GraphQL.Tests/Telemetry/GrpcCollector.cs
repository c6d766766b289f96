using System.IO.Compression;
using System.Net;
using System.Text;
using System.Threading.Channels;
using IndhCoops.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>Plays an OpenTelemetry collector that is sent OTLP over gRPC: HTTP/2 without TLS, each message in a frame of gRPC's.</summary>
internal sealed class GrpcCollector : IAsyncDisposable
{
    private readonly Channel<(string Path, string Text)> _received = Channel.CreateUnbounded<(string, string)>();
    private readonly Dictionary<string, string> _read = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private GrpcCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>The variables that have a program send everything here, soon; of the protocol they say nothing.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Variables =>
    [
        new(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        new("OTEL_EXPORTER_OTLP_PROTOCOL", null),
        new("OTEL_BSP_SCHEDULE_DELAY", "100"),
        new("OTEL_BLRP_SCHEDULE_DELAY", "100"),
        new("OTEL_METRIC_EXPORT_INTERVAL", "300"),
    ];

    public static async Task<GrpcCollector> StartAsync()
    {
        var collector = new GrpcCollector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Waits until texts have been sent to a service (<c>Trace</c>, <c>Metrics</c>, <c>Logs</c>), in whatever messages.</summary>
    public async Task WaitForAsync(string service, params string[] texts)
    {
        var path = $"/opentelemetry.proto.collector.{service.ToLowerInvariant()}.v1.{service}Service/Export";
        using var patience = Patience.Begin(TestContext.Current.CancellationToken);
        while (!Array.TrueForAll(texts, text => _read.GetValueOrDefault(path, "").Contains(text, StringComparison.Ordinal)))
        {
            var (to, text) = await _received.Reader.ReadAsync(patience.Token);
            _read[to] = _read.GetValueOrDefault(to, "") + text;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: whether the message is packed, its length, the message.
    private async Task TakeAsync(HttpContext context)
    {
        const int Head = 5;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var frame = body.ToArray();
        await using Stream message = new MemoryStream(frame, Head, frame.Length - Head);
        using var text = new StreamReader(frame[0] == 1 ? new GZipStream(message, CompressionMode.Decompress) : message, Encoding.UTF8);
        await _received.Writer.WriteAsync((context.Request.Path, await text.ReadToEndAsync(context.RequestAborted)));

        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[Head], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
