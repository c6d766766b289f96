using System.Diagnostics;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>The real program, run by hand on a scene, which a test may kill.</summary>
internal sealed class ReportProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ReportProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts <c>run MonthlyReport</c> for months.</summary>
    public static ReportProcess Start(PublishingScene scene, string from, string to, string? timeZone = null, params IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var database = scene.Database.Options;
        string[] where = database.Kind == DatabaseKind.PostgreSql ? ["--database", database.ConnectionString] : ["--data", scene.Database.Folder!];
        return Start(["--from", from, "--to", to, "--storage", scene.Storage.ConnectionString, .. where], [.. environment, new("TZ", timeZone)]);
    }

    /// <summary>Starts <c>run MonthlyReport</c> with options.</summary>
    public static ReportProcess Start(IEnumerable<string> options, params IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IndhCoops.Functions.dll"), "run", "MonthlyReport", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ReportProcess(Process.Start(start)!);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task<bool> KillAsync()
    {
        var ranOn = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return ranOn;
    }

    /// <summary>Waits until it has ended well, or fails with what it wrote.</summary>
    public async Task EndWellAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var written = await WrittenAsync();
        Assert.True(_process.ExitCode == 0, $"Exit code {_process.ExitCode}\n{written}");
    }

    /// <summary>All that it wrote, once it has ended.</summary>
    public async Task<string> WrittenAsync() => $"{await _output}\n{await _error}";

    /// <summary>Waits for its end and gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
