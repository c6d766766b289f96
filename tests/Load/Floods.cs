using System.Net.Sockets;
using System.Text;

namespace IndhCoops.Load;

/// <summary>
/// What a hostile client does from one address: it sends too much, sends slowly, reads slowly, and holds connections that it does not use.
/// </summary>
internal sealed class Floods(Uri server, Tally tally)
{
    private const int SlowSenders = 200;
    private const int SlowReaders = 64;
    private const int Idle = 500;
    private const int TokenBearers = 8;
    private const int Storm = 300;
    private const int EndlessSenders = 2;

    // 300 bytes a second, and 400.
    private const int SentAtOnce = 30;
    private const int ReadAtOnce = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly (string Kind, byte[] Body)[] TooLarge =
    [
        (
            "a list of ten million",
            Body(
                "query($x: [Decimal!]) { grants(where: { amount: { in: $x } }) { totalCount } }",
                $"{{\"x\":[{Repeat("1,", 10_000_000)}1]}}")),
        (
            "a list",
            Body(
                "query($x: [Decimal!]) { grants(where: { amount: { in: $x } }) { totalCount } }", $"{{\"x\":[{Repeat("1,", 400_000)}1]}}")),
        (
            "objects",
            Body(
                "query($x: GrantFilterInput) { grants(where: $x) { totalCount } }",
                $"{{\"x\":{{\"and\":[{Repeat("{},", 300_000)}{{}}]}}}}")),
        ("nested lists", Body("{ __typename }", $"{{\"x\":{Repeat("[", 400_000)}{Repeat("]", 400_000)}}}")),
        ("a text", Body("{ __typename }", $"{{\"x\":\"{Repeat("x", 900_000)}\"}}")),
        ("aliases", Body($"{{ {string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}: __typename "))} }}", "{}")),
        (
            "fragments",
            Body(
                $"query {{ ...f0 }} {Doubling(40)}fragment f40 on Query {{ __typename }}",
                "{}")),
        ("nested selections", Body(string.Concat(Enumerable.Repeat("{ a", 50_000)), "{}")),
        ("directives", Body($"{{ __typename {string.Concat(Enumerable.Repeat("@include(if: true) ", 10_000))}}}", "{}")),
        ("literals", Body($"{{ grants(where: {{ and: [{Repeat("{},", 80_000)}] }}) {{ totalCount }} }}", "{}")),
    ];

    /// <summary>Does all of it until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll([
        SendTooMuchAsync(stop),
        .. Enumerable.Range(0, SlowSenders).Select(_ => AgainAsync("slow body", SendSlowlyAsync, stop)),
        .. Enumerable.Range(0, SlowReaders).Select(_ => AgainAsync("slow reader", ReadSlowlyAsync, stop)),
        .. Enumerable.Range(0, Idle).Select(_ => AgainAsync("idle connection", WaitAsync, stop)),
        .. Enumerable.Range(0, TokenBearers).Select(number =>
            AgainAsync("made-up token", (stream, end) => AskAsync(stream, "/graphql?query={__typename}", MadeUpToken(number), end), stop)),
        .. Enumerable.Range(0, EndlessSenders).Select(_ => AgainAsync("endless chunks", SendEndlesslyAsync, stop)),
        StormAsync(stop),
    ]);

    private static string Doubling(int levels) => string.Concat(
        Enumerable.Range(0, levels).Select(i => $"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }} "));

    private static string MadeUpToken(int number) =>
        $"Authorization: Bearer {Part($$"""{"alg":"RS256","kid":"{{number}}{{Repeat("k", 4000)}}"}""")}"
            + $".{Part("""{"iss":"x","aud":["load",null]}""")}.AAAA\r\n";

    private static string Part(string json) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static async Task<string> AskAsync(NetworkStream stream, string path, string header, CancellationToken stop)
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 203.0.113.7\r\n{header}\r\n"), stop);
        return await StatusAsync(stream, stop);
    }

    private static async Task<string> SendEndlesslyAsync(NetworkStream stream, CancellationToken stop)
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "POST /graphql HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 203.0.113.7\r\nContent-Type: "
                    + "application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
            stop);
        var answer = StatusAsync(stream, stop);
        var chunk = Encoding.ASCII.GetBytes($"1000\r\n{Repeat(" ", 4096)}\r\n");
        while (!answer.IsCompleted)
        {
            await stream.WriteAsync(chunk, stop);
        }

        return await answer;
    }

    // All at once, files of reports, pages and health; and again when all are answered.
    private async Task StormAsync(CancellationToken stop)
    {
        string[] paths = ["/reports/monthly/2024-06/1/balances.csv", "/", "/health/ready", "/graphql?sdl"];
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAll(
                Enumerable.Range(0, Storm).Select(number =>
                    OnceAsync(
                        $"storm on {paths[number % paths.Length]}", stream => AskAsync(stream, paths[number % paths.Length], "", stop))));
            await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
        }
    }

    private static byte[] Body(string query, string variables) =>
        Encoding.ASCII.GetBytes($"{{\"query\":\"{query}\",\"variables\":{variables}}}");

    private static string Repeat(string part, int count) => new StringBuilder().Insert(0, part, count).ToString();

    private static byte[] Head(string request, int? length = null) =>
        Encoding.ASCII.GetBytes(
            $"{request} HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 203.0.113.7\r\nContent-Type: "
                + $"application/json\r\n{(length is null ? "" : $"Content-Length: {length}\r\n")}\r\n");

    private async Task SendTooMuchAsync(CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (kind, body) = TooLarge[i % TooLarge.Length];
            await OnceAsync($"too large, {kind}", async stream =>
            {
                await stream.WriteAsync(Head("POST /graphql", body.Length), CancellationToken.None);
                var answer = StatusAsync(stream, stop);
                await stream.WriteAsync(body, stop);
                return await answer;
            });
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task<string> SendSlowlyAsync(NetworkStream stream, CancellationToken stop)
    {
        await stream.WriteAsync(Head("POST /graphql", 100_000), CancellationToken.None);
        var answer = StatusAsync(stream, stop);
        var piece = Encoding.ASCII.GetBytes(Repeat(" ", SentAtOnce));
        while (!answer.IsCompleted)
        {
            await stream.WriteAsync(piece, stop);
            await Task.WhenAny(answer, Task.Delay(Pause, CancellationToken.None));
        }

        return await answer;
    }

    private static async Task<string> ReadSlowlyAsync(NetworkStream stream, CancellationToken stop)
    {
        await stream.WriteAsync(Head($"GET {Mix.LongTable.Path}"), CancellationToken.None);
        var status = await StatusAsync(stream, stop);
        var piece = new byte[ReadAtOnce];
        while (status == "200" && await stream.ReadAsync(piece, stop) > 0)
        {
            await Task.Delay(Pause, CancellationToken.None);
        }

        return status;
    }

    private static async Task<string> WaitAsync(NetworkStream stream, CancellationToken stop) => await StatusAsync(stream, stop);

    private static async Task<string> StatusAsync(NetworkStream stream, CancellationToken stop)
    {
        var answer = new byte[12];
        return await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, stop) < answer.Length
            ? "closed"
            : Encoding.ASCII.GetString(answer, 9, 3);
    }

    private async Task AgainAsync(string kind, Func<NetworkStream, CancellationToken, Task<string>> attack, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await OnceAsync(kind, stream => attack(stream, stop));
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    // Nobody who floods is answered that the server failed.
    private async Task OnceAsync(string kind, Func<NetworkStream, Task<string>> attack)
    {
        var status = "closed";
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.Port);
            status = await attack(client.GetStream());
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // It was closed for another.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        tally.Add($"flood: {kind}, {status}", Outcome.Broken);
        if (status.StartsWith('5') && status != "503")
        {
            tally.Find($"A flood ({kind}) was answered {status}.");
        }
    }
}
