using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using IndhCoops.Databases;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>The real server as a process of its own, from its command line to its end.</summary>
internal sealed class ServerRun : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ServerRun(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = ReadAsync(_process.StandardOutput);
        _error = ReadAsync(_process.StandardError);
    }

    /// <summary>Starts it in a folder.</summary>
    public static ServerRun Start(string folder, string[] arguments, params (string Name, string Value)[] environment) =>
        StartFrom(AppContext.BaseDirectory, folder, arguments, environment);

    /// <summary>Starts a copy of the program in a folder.</summary>
    public static ServerRun StartFrom(string program, string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "IndhCoops.GraphQL.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ServerRun(start);
    }

    /// <summary>Waits until a path answers with a status; the text.</summary>
    public async Task<string> WaitForAsync(HttpClient client, string path, HttpStatusCode status)
    {
        for (var waited = Stopwatch.StartNew();
            waited.Elapsed < Patience.Limit && !_process.HasExited;
            await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            try
            {
                using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
                if (answer.StatusCode == status)
                {
                    return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"{path} was never answered with {status}.");
    }

    /// <summary>Waits until it says something.</summary>
    public async Task WaitForLineAsync(string text)
    {
        for (var waited = Stopwatch.StartNew();
            !_lines.Any(line => line.Contains(text, StringComparison.Ordinal));
            await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(waited.Elapsed < Patience.Limit && !_process.HasExited, $"'{text}' was never said:\n{string.Join('\n', _lines)}");
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            "the server has not ended", TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    /// <summary>Asks it to end, as an operator does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Kills it, as a machine that has run out of memory does.</summary>
    public async Task<string> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        var (_, output, error) = await EndAsync();
        return output + error;
    }

    private async Task<string> ReadAsync(StreamReader reader)
    {
        var all = new StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            _lines.Enqueue(line);
            all.Append(line).Append('\n');
        }

        return all.ToString();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
