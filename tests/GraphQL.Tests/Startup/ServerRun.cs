using System.Diagnostics;
using System.Net;
using IndhCoops.Databases;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>The real server as a process of its own, from its command line to its end.</summary>
internal sealed class ServerRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ServerRun(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts it in a folder.</summary>
    public static ServerRun Start(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IndhCoops.GraphQL.dll"), .. arguments])
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
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Limit && !_process.HasExited; await Task.Delay(50, TestContext.Current.CancellationToken))
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

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync("the server has not ended", TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
