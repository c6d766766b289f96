using System.Diagnostics;
using System.Text;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests;

/// <summary><c>./run.sh</c> with data of its own: server, blob storage and timers, as a newcomer starts them.</summary>
internal sealed class RunScript : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("indhcoops-run-");
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private RunScript(int port, int demo, int months, params IEnumerable<string> options)
    {
        Server = new Uri($"http://localhost:{port}/");

        // Where the tests run in the background, the shell has them ignore Ctrl-C, and so would their children.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", Path, "--port", $"{port}", "--data", _data.FullName, "--demo", $"{demo}", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["INDHCOOPS_Reports__Months"] = $"{months}";
        start.Environment["INDHCOOPS_Proxies__Addresses__0"] = "127.0.0.1";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the script is.</summary>
    public static string Path { get; } = SourceTree.PathOf("run.sh");

    /// <summary>The folder of its data.</summary>
    public string Data => _data.FullName;

    /// <summary>The script's process.</summary>
    public int Id => _process.Id;

    /// <summary>Where it serves.</summary>
    public Uri Server { get; }

    /// <summary>What it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it with so many demo cooperatives, and reports of so many months.</summary>
    public static RunScript Start(int demo, int months, params IEnumerable<string> options) => new(FreePort.Find(), demo, months, options);

    /// <summary>Waits until a condition holds, or fails with what the script said.</summary>
    public async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var waited = Stopwatch.StartNew(); !await condition(); await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.False(_process.HasExited || waited.Elapsed > Patience.Limit, Output);
        }
    }

    /// <summary>Ends it as Ctrl-C does, and gives its exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WithPatienceAsync(() => $"the script has not ended:\n{Output}", TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Kills the script alone, as the system does when it runs out of memory.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
