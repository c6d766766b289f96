using System.Diagnostics;
using System.Text;

namespace IndhCoops.Benchmarks.Load;

/// <summary>Clients that each ask again as soon as they are answered.</summary>
internal static class LoadGenerator
{
    /// <summary>Asks for so long, every client beginning elsewhere in the requests.</summary>
    public static Measurement Run(ServerProcess server, IReadOnlyList<byte[]> requests, int connections, TimeSpan duration)
    {
        var clients = Enumerable.Range(0, connections).Select(_ => new KeepAliveConnection(server.Port)).ToList();
        try
        {
            var histograms = new Histogram[connections];
            var failures = new Exception?[connections];
            var before = server.Usage();
            var clock = Stopwatch.StartNew();
            var threads = clients.Select((client, i) => new Thread(() =>
            {
                histograms[i] = new Histogram();
                try
                {
                    Ask(client, new RequestCircle(requests, i * requests.Count / connections), clock, duration, histograms[i]);
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
            var used = server.Usage() - before;
            return new Measurement(
                all.Count / elapsed.TotalSeconds,
                all.Percentile(0.50),
                all.Percentile(0.99),
                (double?)used.AllocatedBytes / all.Count,
                used.Cpu.TotalSeconds * 1000 / all.Count,
                (double)histograms.Sum(histogram => histogram.Bytes) / all.Count);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static void Ask(KeepAliveConnection client, RequestCircle requests, Stopwatch clock, TimeSpan duration, Histogram histogram)
    {
        while (clock.Elapsed < duration)
        {
            var request = requests.Next();
            var started = Stopwatch.GetTimestamp();
            var answer = client.Exchange(request);
            if (answer.StartsWith("{\"errors\""u8))
            {
                throw new IOException($"The server answered:\n{Encoding.UTF8.GetString(answer)}");
            }

            histogram.Add((long)Stopwatch.GetElapsedTime(started).TotalMicroseconds, answer.Length);
        }
    }
}
