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
    public static ReportProcess Start(PublishingScene scene, string from, string to, string? timeZone = null)
    {
        var database = scene.Database.Options;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "IndhCoops.Functions.dll"), "run", "MonthlyReport", "--from", from, "--to", to, "--storage", scene.Storage.ConnectionString },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string Option, string Value) = database.Kind == DatabaseKind.PostgreSql
            ? ("--database", database.ConnectionString)
            : ("--data", scene.Database.Folder!);
        start.ArgumentList.Add(Option);
        start.ArgumentList.Add(Value);
        start.Environment["TZ"] = timeZone;
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
        var (output, error) = (await _output, await _error);
        Assert.True(_process.ExitCode == 0, $"Exit code {_process.ExitCode}\n{output}\n{error}");
    }

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
