using System.Diagnostics;
using System.Text;
using IndhCoops.Databases;
using IndhCoops.Functions.Tests.Playing;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>The sample functions as a process of their own, started as an app is in production.</summary>
internal sealed class AppProcess : IDisposable
{
    private readonly AppFolder _folder = new();
    private readonly StringBuilder _error = new();
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task _errorRead;
    private TaskCompletionSource _errorGrew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(string[] arguments, Dictionary<string, string?> environment)
    {
        // Where the tests run in the background, the shell has them ignore Ctrl-C, and so would their children.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "IndhCoops.SampleFunctions.dll"), .. arguments])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["INDHCOOPS_Storage__ConnectionString"] = "UseDevelopmentStorage=true";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _errorRead = ReadErrorAsync();
    }

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    private string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Starts it; null in the environment takes a variable away.</summary>
    public static AppProcess Start(string[] arguments, params (string Name, string? Value)[] environment) =>
        new(arguments, environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    /// <summary>Runs it to its end.</summary>
    public static async Task<AppEnd> RunAsync(string[] arguments, params (string Name, string? Value)[] environment)
    {
        using var process = Start(arguments, environment);
        return await process.EndAsync();
    }

    /// <summary>Waits for a text on standard error.</summary>
    public async Task WaitForErrorAsync(string text)
    {
        while (true)
        {
            Task grew;
            lock (_error)
            {
                if (_error.ToString().Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                grew = _errorGrew.Task;
            }

            await grew.WithPatienceAsync(() => $"standard error does not hold '{text}':\n{Error}", TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<AppEnd> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            () => $"the process has not ended:\n{Error}", TestContext.Current.CancellationToken);
        await _errorRead;
        return new AppEnd(_process.ExitCode, await _output, Error);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task ReadErrorAsync()
    {
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lock (_error)
            {
                _error.AppendLine(line);
                _errorGrew.SetResult();
                _errorGrew = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}

/// <summary>How a process ended, and what it wrote.</summary>
internal sealed record AppEnd(int ExitCode, string Output, string Error);
