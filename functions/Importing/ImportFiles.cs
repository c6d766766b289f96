using System.Text;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Workbooks;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Invocations;
using IndhCoops.Functions.Importing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

[assembly: Shipped(typeof(ImportFiles))]

namespace IndhCoops.Functions.Importing;

/// <summary>
/// Imports the files that offices have dropped into the container. A file moves after it is committed: what is killed in between is
/// imported again, which changes nothing, and moves then.
/// </summary>
internal sealed class ImportFiles(
    DatabaseMigration database,
    OfficeImporter importer,
    ImportContainer container,
    IOptions<IntakeOptions> options,
    TimeProvider clock) : IFunction
{
    private static readonly Author Author = new(null, ImportContainer.Name);

    /// <summary>Invoked by the Functions host.</summary>
    [Function(nameof(ImportFiles)), ExponentialBackoffRetry(5, "00:00:10", "00:15:00")]
    public static Task OnTimerAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, FunctionContext context) =>
        InvocationRunner.RunAsync(timer, context);

    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        await database.RequireAsync(cancellationToken);
        var (taken, refused) = (0, 0);
        var named = new HashSet<string>();
        foreach (var file in await container.WaitingAsync(cancellationToken))
        {
            var isTaken = await ImportAsync(file, NameOf(file.Name, named), log, cancellationToken);
            taken += isTaken == true ? 1 : 0;
            refused += isTaken == false ? 1 : 0;
        }

        return new FunctionOutcome((taken, refused) switch
        {
            (0, 0) => "no file was there",
            (_, 0) => $"{taken} {Files(taken)} imported",
            _ => $"{taken} {Files(taken)} imported, {refused} refused",
        });
    }

    private static string Files(int count) => count == 1 ? "file" : "files";

    // What names what becomes of a file. The outcomes of suivi.xlsx and suivi.csv, or the refused rows of suivi.xlsx and a dropped
    // suivi-refus.xlsx, would have one name in one second: one of them gets a later one.
    private (string Stamp, string Stem) NameOf(string file, HashSet<string> named)
    {
        // An outcome is a text itself.
        var isText = file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
        for (var moment = clock.GetUtcNow().UtcDateTime; ; moment = moment.AddSeconds(1))
        {
            var stamp = moment.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            var stem = $"{stamp}-{(isText ? file : Path.GetFileNameWithoutExtension(file))}";
            string[] names = [$"{stamp}-{file}", $"{stem}.txt", $"{stem}-refus.xlsx"];
            if (!named.Overlaps(names))
            {
                named.UnionWith(names);
                return (stamp, stem);
            }
        }
    }

    // Null where the file has been taken away meanwhile.
    private async Task<bool?> ImportAsync(
        DroppedFile file, (string Stamp, string Stem) name, IRunLog log, CancellationToken cancellationToken)
    {
        var (stamp, stem) = name;
        var language = IntakeLanguages.Find(options.Value.Language)!.Value;
        if (file.SizeBytes > options.Value.MaxMegabytes * 1024L * 1024L)
        {
            var large = new Refusal(
                null, null, null, null, null, RefusalReason.FileTooLarge, [$"{file.SizeBytes >> 20}", $"{options.Value.MaxMegabytes}"]);
            await WriteAsync($"refused/{stem}.txt", [large.Sentence(language)], cancellationToken);
            await container.MoveAsync(file, $"refused/{stamp}-{file.Name}", cancellationToken);
            log.Line($"{file.Name} is refused: {large.Sentence(IntakeLanguage.English)}", LogLevel.Warning);
            return false;
        }

        await using var content = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 65536,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (!await container.FetchAsync(file, content, cancellationToken))
        {
            return null;
        }

        var result = await importer.ImportAsync(new ImportRequest(content, file.Name, Author), log, cancellationToken);
        var isTaken = result.Outcome != ImportOutcome.Refused;
        var folder = isTaken ? "done" : "refused";
        await WriteAsync($"{folder}/{stem}.txt", ImportReport.Lines(result, isDryRun: false, language), cancellationToken);
        if (result.Refusals.Count > 0)
        {
            using var back = new MemoryStream();
            RefusedRows.Write(content, result, options.Value, language, back);
            back.Position = 0;
            await container.WriteAsync($"{folder}/{stem}-refus.xlsx", WorkbookWriter.ContentType, back, cancellationToken);
        }

        await container.MoveAsync(file, $"{folder}/{stamp}-{file.Name}", cancellationToken);
        log.Line(
            $"{file.Name}: {ImportReport.Lines(result, isDryRun: false, IntakeLanguage.English).Last()}",
            isTaken ? LogLevel.Information : LogLevel.Warning);
        return isTaken;
    }

    private async Task WriteAsync(string path, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"));
        await container.WriteAsync(path, "text/plain; charset=utf-8", text, cancellationToken);
    }
}
