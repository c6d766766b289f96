using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IndhCoops.Fuzzing;

/// <summary>An input that was answered as none may be.</summary>
/// <param name="Number">Which input of its seed.</param>
/// <param name="What">What was wrong.</param>
/// <param name="Request">The request.</param>
public sealed record Finding(int Number, string What, string Request);

/// <summary>Sends made-up requests to a server and looks at what comes back.</summary>
public sealed class FuzzRun : IDisposable
{
    // Much longer than any request may take, so that only one that hangs is taken for one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What the log is for and no client may see.
    private static readonly string[] Secrets =
    [
        "   at IndhCoops", "SQLite Error", "Npgsql", "System.Exception", "Exception:", "Unexpected Execution Error", "Data Source=",
    ];

    private readonly HttpClient _client;
    private readonly int _seed;
    private readonly int _clients;
    private readonly ConcurrentDictionary<int, int> _statuses = [];

    /// <summary>A run against a server.</summary>
    /// <param name="server">Where it listens.</param>
    /// <param name="seed">The same seed makes the same inputs.</param>
    /// <param name="clients">How many requests are under way at once.</param>
    public FuzzRun(Uri server, int seed, int clients)
    {
        (_seed, _clients) = (seed, clients);
        _client = new HttpClient { BaseAddress = server, Timeout = Patience };
    }

    /// <summary>How many answers there were of each status.</summary>
    public string Answers => string.Join(
        ", ",
        _statuses.OrderBy(status => status.Key).Select(
            status => string.Create(CultureInfo.InvariantCulture, $"{status.Key}: {status.Value:N0}")));

    /// <summary>Sends the inputs of the seed and returns what was found, in their order.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(int inputs, TextWriter? progress, CancellationToken cancellationToken)
    {
        var findings = new ConcurrentBag<Finding>();
        var clock = Stopwatch.StartNew();
        var done = 0;
        await Parallel.ForAsync(
            0,
            inputs,
            new ParallelOptions { MaxDegreeOfParallelism = _clients, CancellationToken = cancellationToken },
            async (number, cancellation) =>
            {
                if (await TryAsync(number, cancellation) is { } finding)
                {
                    findings.Add(finding);
                }

                if (Interlocked.Increment(ref done) % 50_000 == 0)
                {
                    progress?.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture, $"{done:N0} inputs, {findings.Count} findings, {clock.Elapsed:mm\\:ss}"));
                }
            });

        return [.. findings.OrderBy(finding => finding.Number)];
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<Finding?> TryAsync(int number, CancellationToken cancellationToken)
    {
        using var request = new Inputs(_seed, number).Make();
        var sent = $"{request.Method} {request.RequestUri}";
        if (request.Content is { } content)
        {
            sent += $"\n{Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(cancellationToken))}";
        }

        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            _statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);
            var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return Fault(response, body) is { } fault ? new Finding(number, fault, $"{sent}\n{request.Headers}") : null;
        }
        catch (HttpRequestException broken)
        {
            return new Finding(number, $"the connection broke: {broken.Message}", sent);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Finding(number, $"no answer within {Patience.TotalSeconds} s", sent);
        }
    }

    private static string? Fault(HttpResponseMessage response, string body)
    {
        if ((int)response.StatusCode >= 500)
        {
            return $"{(int)response.StatusCode}: {body}";
        }

        if (response.Content.Headers.ContentEncoding.Count > 0)
        {
            return null;
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is "application/json" or "application/graphql-response+json")
        {
            try
            {
                using var parsed = JsonDocument.Parse(body);
            }
            catch (JsonException malformed)
            {
                return $"the answer is not JSON ({malformed.Message}): {body}";
            }
        }

        return Array.Find(Secrets, secret => body.Contains(secret, StringComparison.Ordinal)) is { } told
            ? $"the answer tells '{told}': {body}"
            : null;
    }
}
