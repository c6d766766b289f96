using IndhCoops.Domain;
using IndhCoops.Domain.Databases.Sqlite.Backups;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Backs the SQLite database up into a file, or restores it from one; other programs may go on with it.</summary>
internal sealed class BackupCommand(
    SqliteBackup backup, DatabaseOptions database, CommandFailures failures, IHostApplicationLifetime lifetime)
{
    /// <summary>Writes the backup; the exit code.</summary>
    public Task<int> BackUpAsync(BackupArguments arguments, CancellationToken cancellationToken) =>
        RunAsync((progress, stop) => backup.BackUpAsync(arguments.File, progress, stop), cancellationToken);

    /// <summary>Restores the backup; the exit code.</summary>
    public Task<int> RestoreAsync(RestoreArguments arguments, CancellationToken cancellationToken) =>
        RunAsync((progress, stop) => backup.RestoreAsync(arguments.File, progress, stop), cancellationToken);

    private async Task<int> RunAsync(
        Func<IProgress<WorkProgress>, CancellationToken, Task<string>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var progress = new ConsoleProgress();
        try
        {
            var done = await work(progress, stop.Token);
            progress.Dispose();
            Console.WriteLine(done);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            progress.Dispose();
            await Console.Error.WriteLineAsync("Cancelled; nothing was changed.");
            return StartFailure.Cannot;
        }
        catch (Exception exception)
        {
            progress.Dispose();
            return failures.Tell(StartFailure.Of(exception, database), exception);
        }
    }
}
