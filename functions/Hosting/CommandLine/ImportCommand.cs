using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Workbooks;
using IndhCoops.Domain.Persistence;
using Microsoft.Extensions.Options;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Imports a file of an office, and writes the workbook that an office fills in.</summary>
internal sealed partial class ImportCommand(
    DatabaseMigration database,
    DatabaseOptions options,
    OfficeImporter importer,
    ImportTemplate template,
    IOptions<IntakeOptions> intake,
    IHostApplicationLifetime lifetime,
    ILogger<ImportCommand> logger)
{
    private const int Done = 0, Refused = 1, SomeRefused = 3;

    /// <summary>Imports the file; the exit code.</summary>
    public Task<int> ImportAsync(ImportArguments arguments, CancellationToken cancellationToken) =>
        RunAsync(stop => ImportCoreAsync(arguments, stop), cancellationToken);

    /// <summary>Writes the template; the exit code.</summary>
    public Task<int> WriteTemplateAsync(TemplateArguments arguments, CancellationToken cancellationToken) => RunAsync(
        async stop =>
        {
            await NewFile.WriteAsync(arguments.File, file => template.WriteAsync(file, arguments.Language, stop));
            Console.WriteLine(arguments.File);
            return Done;
        },
        cancellationToken);

    private async Task<int> ImportCoreAsync(ImportArguments arguments, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(arguments.File, FileMode.Open, FileAccess.Read, FileShare.Read);
        ImportResult result;
        using (var progress = new ConsoleProgress())
        {
            result = await importer.ImportAsync(
                new ImportRequest(file, Path.GetFileName(arguments.File), Author.CommandLine)
                {
                    IsDryRun = arguments.IsDryRun,
                    AcceptsSound = arguments.AcceptsSound,
                },
                progress,
                cancellationToken);
        }

        foreach (var line in ImportReport.Lines(result, arguments.IsDryRun, arguments.Language))
        {
            Console.WriteLine(line);
        }

        if (result.Refusals.Count > 0)
        {
            Console.WriteLine(ImportReport.RefusedRowsAre(await WriteRefusedAsync(arguments, file, result), arguments.Language));
        }

        return result.Outcome switch
        {
            ImportOutcome.Refused => Refused,
            ImportOutcome.AcceptedSound => SomeRefused,
            _ => Done,
        };
    }

    // Never overwrites a file: somebody may be correcting it.
    private async Task<string> WriteRefusedAsync(ImportArguments arguments, Stream file, ImportResult result)
    {
        var start = Path.Combine(Path.GetDirectoryName(arguments.File) ?? "", Path.GetFileNameWithoutExtension(arguments.File));
        var path = arguments.Refused ?? Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? $"{start}-refus.xlsx" : $"{start}-refus-{number}.xlsx")
            .First(path => !File.Exists(path));
        await NewFile.WriteAsync(
            path,
            target =>
            {
                RefusedRows.Write(file, result, intake.Value, arguments.Language, target);
                return Task.CompletedTask;
            });
        return path;
    }

    private async Task<int> RunAsync(Func<CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await database.RequireAsync(stop.Token);
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled; nothing was changed.");
            return StartFailure.Cannot;
        }
        catch (WriteUncertainException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return StartFailure.Cannot;
        }
        catch (Exception exception) when (StartFailure.Known(exception, options) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure.Sentence);
            return failure.ExitCode;
        }
        catch (Exception exception)
        {
            Failed(exception);
            return StartFailure.Cannot;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Nothing was imported")]
    private partial void Failed(Exception exception);
}
