using System.IO.Compression;
using System.Net;
using System.Text;

namespace IndhCoops.Databases;

/// <summary>Plays an OpenTelemetry collector that is sent OTLP over HTTP, or Application Insights, and keeps what it is sent.</summary>
public sealed class PlayedCollector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<(string Path, byte[] Body)> _received = [];
    private readonly Task _receiving;
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PlayedCollector(int port)
    {
        Endpoint = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Endpoint}/");
        _listener.Start();
        _receiving = ReceiveAsync();
    }

    /// <summary>Its address.</summary>
    public string Endpoint { get; }

    /// <summary>The variables that have a program send everything here, at once.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
    };

    /// <summary>All that was sent, whatever the signal: texts stand in it as they are, between the bytes of their frame.</summary>
    public string Everything
    {
        get
        {
            lock (_received)
            {
                return string.Concat(_received.Select(sent => Encoding.UTF8.GetString(sent.Body)));
            }
        }
    }

    /// <summary>Starts one on a free port of this machine.</summary>
    public static PlayedCollector Start() => new(FreePort.Find());

    /// <summary>Whether bytes were sent as a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>).</summary>
    public bool Holds(string signal, ReadOnlySpan<byte> bytes)
    {
        lock (_received)
        {
            foreach (var (path, body) in _received)
            {
                if (path == $"/v1/{signal}" && body.AsSpan().IndexOf(bytes) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Waits until texts have been sent as a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>; Application Insights takes all as
    /// <c>track</c>).
    /// </summary>
    /// <exception cref="TimeoutException">They do not come.</exception>
    public async Task WaitForAsync(string signal, params string[] texts)
    {
        while (true)
        {
            Task grew;
            string sent;
            lock (_received)
            {
                grew = _grew.Task;
                sent = string.Concat(
                    _received.Where(one => one.Path.EndsWith($"/{signal}", StringComparison.Ordinal)).Select(
                        one => Encoding.UTF8.GetString(one.Body)));
            }

            if (Array.TrueForAll(texts, text => sent.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            var missing = texts.Where(text => !sent.Contains(text, StringComparison.Ordinal));
            await grew.WithPatienceAsync(() => $"this was never sent as {signal}: {string.Join(", ", missing)}", CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _receiving;
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await using var sent = context.Request.Headers["Content-Encoding"] == "gzip"
                    ? new GZipStream(context.Request.InputStream, CompressionMode.Decompress)
                    : context.Request.InputStream;
                await sent.CopyToAsync(body);
                lock (_received)
                {
                    _received.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                    _grew.SetResult();
                    _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException && !_listener.IsListening)
            {
                return;
            }
        }
    }
}
