using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Tests.Playing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>A signal is no failure, whenever it comes: what was under way is given up, and one sentence says so.</summary>
public sealed class CancelledCommandTests
{
    [Theory]
    [InlineData(1, "Cancelled; nothing was recorded.",
        "record", "--grant", "00000000-0000-0000-0000-000000000001", "--kind", "REFUND", "--amount", "1", "--on", "2024-06-15")]
    [InlineData(2, "Cancelled; the ledger was not looked at to its end.", "check-ledger")]
    [InlineData(1, "Cancelled; nothing was changed.", "import", "office.xlsx")]
    [InlineData(1, "Cancelled; nothing was changed.", "backup", "backup.db")]
    public async Task A_command_says_that_it_was_cancelled(int exitCode, string sentence, params string[] arguments)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, TestContext.Current.CancellationToken);
        using var console = OwnConsole.Open();
        await using var app = FunctionsApp.Build([.. arguments, .. CommandRun.On(database.Options)], _ => { }, AppFolder.Settings);
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(Stop);

        Assert.Equal(exitCode, await app.RunAsync(CancellationToken.None));
        Assert.Equal(("", sentence), (console.Output, console.Error.TrimEnd()));

        void Stop() => app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "run", "Scripted")]
    public async Task A_start_that_a_signal_ends_is_quiet(int exitCode, params string[] arguments)
    {
        using var folder = new AppFolder();
        using var console = OwnConsole.Open();
        await using var app = FunctionsApp.Build([.. arguments, "--data", folder.Root], _ => { }, AppFolder.Settings);
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(exitCode, await app.RunAsync(CancellationToken.None));
        Assert.DoesNotContain("Exception", console.Output + console.Error, StringComparison.Ordinal);
    }
}
