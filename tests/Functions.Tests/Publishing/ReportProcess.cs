using System.Diagnostics;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.CommandLine;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>The real program, run by hand, which a test may kill.</summary>
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
    public static ReportProcess Start(
        PublishingScene scene,
        string from,
        string to,
        string? timeZone = null,
        params IEnumerable<KeyValuePair<string, string?>> environment) =>
        Start(
            scene.Database.Options,
            scene.Storage,
            ["run", "MonthlyReport", "--from", from, "--to", to],
            [.. environment, new("TZ", timeZone)]);

    /// <summary>Starts the program on a database.</summary>
    public static ReportProcess Start(
        DatabaseOptions database,
        string? storage,
        IEnumerable<string> arguments,
        params IEnumerable<KeyValuePair<string, string?>> environment)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "IndhCoops.Functions.dll"), .. arguments, .. CommandRun.On(database)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["INDHCOOPS_Storage__ConnectionString"] = storage;
        start.Environment["LC_ALL"] = "ar_SA.UTF-8"; // Another calendar, and another minus sign.
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
        var end = await EndAsync();
        Assert.True(end.ExitCode == 0, $"{end}");
    }

    /// <summary>Waits for its end, and says how it ended.</summary>
    public async Task<AppEnd> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WithPatienceAsync(
            "the program has not ended", TestContext.Current.CancellationToken);
        return new AppEnd(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
