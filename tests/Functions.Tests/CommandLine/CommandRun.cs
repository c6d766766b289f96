using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.SampleFunctions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Functions.Tests.CommandLine;

/// <summary>
/// A command line of the program, run to its end in this process: all of the program but <c>Program.cs</c>. A process of its own costs many
/// times as much; it is for tests that kill it, send it a signal, or change its environment.
/// </summary>
internal static class CommandRun
{
    /// <summary>
    /// Runs the program on a database. A storage of null is none; settings are named as in a file (<c>Database:Pooling</c>).
    /// </summary>
    public static Task<AppEnd> OnAsync(
        DatabaseOptions database, string? storage, string[] arguments, params (string Name, string Value)[] settings) =>
        RunAsync([.. arguments, .. On(database)], services => services.AddReportFunctions(), storage, settings);

    /// <summary>Runs the program on a database, and fails with what it wrote unless it ends well.</summary>
    public static async Task EndWellAsync(
        DatabaseOptions database, string? storage, string[] arguments, params (string Name, string Value)[] settings)
    {
        var end = await OnAsync(database, storage, arguments, settings);
        Assert.True(end.ExitCode == 0, $"{end}");
    }

    /// <summary>Runs the sample functions.</summary>
    public static Task<AppEnd> OfSamplesAsync(string[] arguments, string? storage = "UseDevelopmentStorage=true") =>
        RunAsync(arguments, services => services.AddFunctions(typeof(Counting).Assembly), storage, []);

    /// <summary>The options that name a database.</summary>
    public static string[] On(DatabaseOptions database) => database.Kind == DatabaseKind.PostgreSql
        ? ["--database", database.ConnectionString]
        : ["--data", Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!];

    private static async Task<AppEnd> RunAsync(
        string[] arguments, Action<IServiceCollection> addFunctions, string? storage, (string Name, string Value)[] settings)
    {
        var given = settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value);
        if (storage is not null)
        {
            given["Storage:ConnectionString"] = storage;
        }

        using var console = OwnConsole.Open();
        var exitCode = await FunctionsApp.RunAsync(arguments, addFunctions, given)
            .WithPatienceAsync(
                () => $"{string.Join(' ', arguments)} has not ended:\n{console.Output}{console.Error}",
                TestContext.Current.CancellationToken);
        return new AppEnd(exitCode, console.Output, console.Error);
    }
}
