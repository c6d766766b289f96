using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Workbooks;
using IndhCoops.GraphQL.Engine.Running.Mutations;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Hosting.Rights;
using IndhCoops.GraphQL.Hosting.Uploads;
using IndhCoops.GraphQL.Mutations;

namespace IndhCoops.GraphQL.Importing;

/// <summary>Imports a file that came with a request: the mutation <c>importFile</c>.</summary>
internal sealed partial class FileImport(
    OfficeImporter importer,
    RefusedWorkbooks workbooks,
    IOptions<IntakeOptions> intake,
    IOptions<UploadOptions> uploads,
    ILogger<FileImport> logger) : IOutcomeHandler
{
    // A preview for people: who wants all of them has the workbook of refused rows.
    private const int Shown = 1_000;

    private readonly TimeSpan _wait = uploads.Value.Wait;

    internal static OfficeOutcomeMutation Mutation { get; } = new(
        "importFile",
        "Imports a workbook (.xlsx) or CSV file of an office, by a multipart request. Its rows are taken whole or not at all; "
            + "a file that is sent again changes nothing.",
        typeof(ImportFile),
        nameof(Import),
        WriteRight.Import,
        [
            ImportFileRefusal.FileKind, ImportFileRefusal.FileTooLarge, ImportFileRefusal.Language, ImportFileRefusal.Territory,
            ImportFileRefusal.Busy,
        ],
        "importOutcome",
        OutcomeObject.Of(typeof(ImportFileOutcome)));

    public async Task<MutationOutcome> RunAsync(object given, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        var (input, author) = ((ImportFile)given, origin.Author);
        var language = IntakeLanguages.Find(input.Language ?? "fr")
            ?? throw new ImportFileRefusedException(
                ImportFileRefusal.Language, $"There is no such language; there are: {string.Join(", ", IntakeLanguages.Codes)}.");
        if (author.Provinces is { Count: 0 })
        {
            throw new ImportFileRefusedException(
                ImportFileRefusal.Territory, "Your token is confined to no province at all: ask whoever issues your token.");
        }

        var isDryRun = input.DryRun == true;
        var request = new ImportRequest(input.File.Content, input.File.Name, author)
        {
            IsDryRun = isDryRun,
            AcceptsSound = input.AcceptSound == true,
            Wait = _wait,
        };
        ImportResult result;
        try
        {
            result = await importer.ImportAsync(request, null, cancellationToken);
        }
        catch (DatabasePreparationException exception)
        {
            throw new ImportFileRefusedException(
                ImportFileRefusal.Busy,
                $"Another import or an upgrade of the database is under way, and has not ended within {_wait.TotalSeconds} seconds. "
                    + "Nothing was changed. Send the file again.",
                exception);
        }

        // From here on nothing fails: rows may be written, and that is told.
        var outcome = Describe(result, isDryRun, language, await KeepRefusedAsync(input.File.Content, result, language, author));
        return new MutationOutcome(
            outcome, result.ImportId, result.Outcome == ImportOutcome.Refused ? [.. RefusalsOf(result, author, language)] : []);
    }

    private async Task<ServedPath?> KeepRefusedAsync(Stream file, ImportResult result, IntakeLanguage language, Author author)
    {
        if (result.Refusals.Count == 0)
        {
            return null;
        }

        try
        {
            var id = await workbooks.KeepAsync(author, target => RefusedRows.Write(file, result, intake.Value, language, target));
            return new ServedPath(RefusedWorkbooks.PathOf(id));
        }
        catch (Exception exception)
        {
            LogNotKept(logger, result.FileName, exception.GetBaseException().Message);
            return null;
        }
    }

    private static ImportFileOutcome Describe(ImportResult result, bool isDryRun, IntakeLanguage language, ServedPath? refusedFile)
    {
        var names = result.Sheets.ToDictionary(sheet => sheet.Kind, sheet => sheet.Name);
        return new ImportFileOutcome(
            isDryRun,
            !isDryRun && result.Outcome is ImportOutcome.Accepted or ImportOutcome.AcceptedSound,
            result.Outcome == ImportOutcome.Unchanged,
            result.Outcome,
            result.FileName,
            result.Sha256,
            result.ImportId is { } id ? new RowOf<Import>(id) : null,
            [
                .. result.Sheets.Select(sheet =>
                    new ImportFileSheet(
                        sheet.Name, sheet.New, sheet.Changed, sheet.Same, sheet.Refused, sheet.UnknownColumns, sheet.Examples)),
            ],
            result.IgnoredSheets,
            [
                .. result.Changes.Take(Shown).Select(change =>
                    new ImportFileChange(names[change.Sheet], change.Line, TypeOf(change.Sheet), change.Field, change.Old, change.New)),
            ],
            Math.Max(0, result.Changes.Count - Shown),
            [.. result.Refusals.Take(Shown).Select(refusal => Describe(refusal, language))],
            Math.Max(0, result.Refusals.Count - Shown),
            [.. result.Warnings.Take(Shown).Select(warning => Describe(warning, language))],
            Math.Max(0, result.Warnings.Count - Shown),
            refusedFile);
    }

    private static ImportFileRefused Describe(Refusal refusal, IntakeLanguage language)
    {
        var (why, remedy) = refusal.Parts(language);
        return new ImportFileRefused(
            refusal.SheetName, refusal.Line, refusal.Cell, refusal.Value, EnumNames.Of(refusal.Reason), why, remedy);
    }

    // What no correction of a cell mends.
    private static IEnumerable<ImportFileRefusedException> RefusalsOf(ImportResult result, Author author, IntakeLanguage language)
    {
        foreach (var refusal in result.Refusals.Where(refusal => refusal.Sheet is null))
        {
            yield return new ImportFileRefusedException(KindOf(refusal.Reason), refusal.Sentence(language));
        }

        if (result.Refusals.FirstOrDefault(refusal => refusal.Reason == RefusalReason.OtherProvince) is { } foreign)
        {
            var own = string.Join(", ", (author.Provinces ?? new HashSet<string>()).Order(StringComparer.Ordinal));
            yield return new ImportFileRefusedException(
                ImportFileRefusal.Territory, $"{foreign.Place}: {foreign.Sentence(language)} ({own})");
        }
    }

    private static ImportFileRefusal KindOf(RefusalReason reason) => reason switch
    {
        RefusalReason.FileTooLarge or RefusalReason.FileBomb or RefusalReason.FileTooManyColumns or RefusalReason.FileTooManyRows
            or RefusalReason.FileFieldTooLong => ImportFileRefusal.FileTooLarge,
        _ => ImportFileRefusal.FileKind,
    };

    private static ChangedType TypeOf(SheetKind sheet) => sheet switch
    {
        SheetKind.Cooperatives => ChangedType.Cooperative,
        SheetKind.Projects => ChangedType.Project,
        SheetKind.Grants => ChangedType.Grant,
        SheetKind.Movements => ChangedType.Movement,
        _ => ChangedType.Observation,
    };

    [LoggerMessage(LogLevel.Error, "The refused rows of {File} could not be kept for whoever sent it: {Reason}")]
    private static partial void LogNotKept(ILogger logger, string file, string reason);
}
