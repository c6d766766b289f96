using System.Diagnostics;
using System.Text.RegularExpressions;
using IndhCoops.Databases;

namespace IndhCoops.EndToEnd.Tests.Operators;

/// <summary>The server or the functions as an operator starts them, until they end or are killed.</summary>
internal sealed partial class ProgramProcess : IAsyncDisposable
{
    /// <summary>What a server says when it is ready.</summary>
    public const string Ready = "IndhCoops is ready: ";

    private readonly List<string> _lines = [];
    private readonly Process _process;
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["INDHCOOPS_Storage__ConnectionString"] = "UseDevelopmentStorage=true";
        start.Environment["LC_ALL"] = "ar_SA.UTF-8"; // Another calendar, and another minus sign.
        start.Environment["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "";
        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>The files that it has loaded.</summary>
    public string Loaded => File.ReadAllText($"/proc/{_process.Id}/maps");

    /// <summary>Starts the server.</summary>
    public static ProgramProcess Server(params string[] arguments) => new("IndhCoops.GraphQL", arguments);

    /// <summary>Runs a command of the functions to its end.</summary>
    public static async Task<(int ExitCode, string Output)> FunctionsAsync(params string[] arguments)
    {
        await using var process = new ProgramProcess("IndhCoops.Functions", arguments);
        return (await process.EndAsync(), process.Output);
    }

    /// <summary>Waits until the server is ready; where it listens.</summary>
    public async Task<Uri> ReadyAsync() => new(Address().Match(await WaitForAsync(Ready)).Value);

    /// <summary>Waits for a line that contains one of several texts.</summary>
    public async Task<string> WaitForAsync(params string[] texts)
    {
        while (true)
        {
            Task grew;
            lock (_lines)
            {
                if (_lines.Find(line => texts.Any(text => line.Contains(text, StringComparison.Ordinal))) is { } line)
                {
                    return line;
                }

                grew = _grew.Task;
            }

            var ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (await Task.WhenAny(grew, ended, Task.Delay(Patience.Limit, TestContext.Current.CancellationToken)) != grew
                && !grew.IsCompleted)
            {
                Assert.Fail($"'{string.Join("' or '", texts)}' was not said:\n{Output}");
            }
        }
    }

    /// <summary>Kills it, as the system does when memory is short: it can do nothing more.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    /// <summary>Ends it as a service manager does; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Waits for its end; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            () => $"the program has not ended:\n{Output}", TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
            _grew.SetResult();
            _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    [GeneratedRegex("http://[0-9.]+:[0-9]+/")]
    private static partial Regex Address();
}
