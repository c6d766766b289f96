using System.Diagnostics;

namespace IndhCoops.Benchmarks.Load;

/// <summary>What a round gave.</summary>
/// <param name="RequestsPerSecond">Requests that were answered in a second.</param>
/// <param name="P50">The time within which half of them were.</param>
/// <param name="P99">The time within which 99 of 100 were.</param>
internal sealed record Measurement(double RequestsPerSecond, TimeSpan P50, TimeSpan P99)
{
    /// <summary>The middle of several rounds, figure by figure.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> rounds) =>
        new(Middle(rounds, round => round.RequestsPerSecond), Middle(rounds, round => round.P50), Middle(rounds, round => round.P99));

    private static T Middle<T>(IReadOnlyList<Measurement> rounds, Func<Measurement, T> figure) =>
        rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
}

/// <summary>Clients that each ask again as soon as they are answered.</summary>
internal static class LoadGenerator
{
    /// <summary>Asks for so long, every client beginning elsewhere in the requests.</summary>
    public static Measurement Run(int port, IReadOnlyList<byte[]> requests, int connections, TimeSpan duration)
    {
        var clients = Enumerable.Range(0, connections).Select(_ => new KeepAliveConnection(port)).ToList();
        try
        {
            var histograms = new Histogram[connections];
            var failures = new Exception?[connections];
            var clock = Stopwatch.StartNew();
            var threads = clients.Select((client, i) => new Thread(() =>
            {
                histograms[i] = new Histogram();
                try
                {
                    Ask(client, requests, i * requests.Count / connections, clock, duration, histograms[i]);
                }
                catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
                {
                    failures[i] = exception;
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            var elapsed = clock.Elapsed;
            if (failures.OfType<Exception>().ToList() is { Count: > 0 } broken)
            {
                throw new AggregateException(broken);
            }

            var all = new Histogram();
            Array.ForEach(histograms, all.Add);
            return new Measurement(all.Count / elapsed.TotalSeconds, all.Percentile(0.50), all.Percentile(0.99));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static void Ask(KeepAliveConnection client, IReadOnlyList<byte[]> requests, int first, Stopwatch clock, TimeSpan duration, Histogram histogram)
    {
        for (var next = first; clock.Elapsed < duration; next++)
        {
            var started = Stopwatch.GetTimestamp();
            client.Exchange(requests[next % requests.Count]);
            histogram.Add((long)Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }
    }
}
