using System.Globalization;
using System.Text;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>A file of an office comes in whole, once, and says who brought it.</summary>
public abstract class ImportTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly string[] Cooperatives = ["Référence", "Nom", "Province", "Filière", "Adhérents"];
    private static readonly string[] Projects = ["Référence", "Intitulé", "Coopérative (réf.)", "Programme", "Coût global (DH)", "Statut"];
    private static readonly string[] Grants =
    [
        "Référence", "Coopérative (réf.)", "Projet (réf.)", "Part INDH (DH)", "Date d’octroi", "Note",
    ];
    private static readonly string[] Movements = ["Référence", "Subvention (réf.)", "Nature", "Montant (DH)", "Date d’effet", "Pièce"];

    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.WithFactsAsync(kind, Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("suivi-exceljs.xlsx")]
    [InlineData("suivi-libreoffice.xlsx")]
    public async Task A_workbook_of_an_office_gives_its_counts_and_sums_and_a_second_time_nothing(string name)
    {
        var file = Sample(name);
        var preview = await ImportAsync(file, name, dryRun: true);
        Assert.Equal((ImportOutcome.Accepted, null), (preview.Outcome, preview.ImportId));
        Assert.Equal(0, await CountAsync(context => context.Imports));

        var result = await ImportAsync(file, name);

        Assert.Equal(ImportOutcome.Accepted, result.Outcome);
        Assert.Empty(result.Refusals);
        await AssertExpectedAsync();
        Assert.Equal(
            [(SheetKind.Cooperatives, 12, 0), (SheetKind.Projects, 12, 0), (SheetKind.Grants, 12, 0), (SheetKind.Movements, 21, 0)],
            result.Sheets.Select(sheet => (sheet.Kind, sheet.New, sheet.Refused)));
        await using var context = _database.Contexts.CreateDbContext();
        var import = await context.Imports.SingleAsync(Cancelled);
        Assert.Equal(
            (result.ImportId, name, 64, 57, 0, "someone"),
            (import.Id, import.FileName, import.Sha256.Length, import.NewRows, import.RefusedRows, import.Subject));

        // 57 rows, twelve numbers of members, and the import itself.
        Assert.Equal(
            70, await context.Changes.CountAsync(change => change.Import!.Id == import.Id && change.Subject == "someone", Cancelled));
        var state = await StateAsync();

        var again = await ImportAsync(file, name);

        Assert.Equal(ImportOutcome.Unchanged, again.Outcome);
        Assert.Equal([12, 12, 12, 21], again.Sheets.Select(sheet => sheet.Same));
        Assert.Equal(state, await StateAsync());
    }

    [Fact]
    public async Task The_same_rows_come_in_as_text_files_one_after_another()
    {
        foreach (var name in (string[])["cooperatives-utf8-bom.csv", "projets-utf16.tsv", "subventions-cp1252.csv"])
        {
            Assert.Equal(ImportOutcome.Accepted, (await ImportAsync(Sample(name), name)).Outcome);
        }

        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(
            (12, 12, 12),
            (
                await OfficeRows(context.Cooperatives).CountAsync(Cancelled),
                await OfficeRows(context.Projects).CountAsync(Cancelled),
                await OfficeRows(context.Grants).CountAsync(Cancelled)));

        // The workbook brings the movements, and nothing else that is new.
        var result = await ImportAsync(Sample("suivi-exceljs.xlsx"), "suivi.xlsx");
        Assert.Equal(
            [(0, 0, 12), (0, 0, 12), (0, 0, 12), (21, 0, 0)], result.Sheets.Select(sheet => (sheet.New, sheet.Changed, sheet.Same)));
        await AssertExpectedAsync();
    }

    [Fact]
    public async Task What_became_another_is_shown_field_by_field_and_recorded()
    {
        await ImportAsync(Book().Write());
        var file = new OfficeBook()
            .Sheet("Coopératives", Cooperatives, ["C-1", "Amal de Tiznit", "TIZNIT", "Miel", 12])
            .Sheet("Projets", Projects, ["P-1", "Four", "C-1", "P3", "100 000,00", "achevé"])
            .Sheet("Subventions", Grants, ["G-1", "C-1", "P-1", "50 000,00", "02/02/2022", null]).Write();

        var result = await ImportAsync(file);

        Assert.Equal(
            [
                ("name", "Amal", "Amal de Tiznit"),
                ("valueChain", null, "agriculture-miel"),
                ("status", "IN_PROGRESS", "COMPLETED"),
                ("members", "10.00", "12.00"),
            ],
            result.Changes.Select(change => (change.Field, change.Old, change.New)));
        Assert.Equal([(0, 1, 0), (0, 1, 0), (0, 0, 1)], result.Sheets.Select(sheet => (sheet.New, sheet.Changed, sheet.Same)));
        await using var context = _database.Contexts.CreateDbContext();
        var cooperative = await context.Cooperatives.Include(row => row.ValueChain).Include(row => row.Observations).SingleAsync(
            row => row.Reference == "C-1", Cancelled);
        Assert.Equal(
            ("Amal de Tiznit", "agriculture-miel", 12m),
            (cooperative.Name, cooperative.ValueChain!.Code, cooperative.Observations.Single().Value));
        Assert.NotNull(cooperative.UpdatedAt);
        Assert.Single(
            await context.Cooperatives.Where(row => EF.Property<string>(row, "NameSearch") == "amal de tiznit").ToListAsync(Cancelled));
        var changes = await context.Changes.Where(change => change.Import!.Id == result.ImportId && change.Field != null)
            .ToListAsync(Cancelled);
        Assert.Equal(["name", "status", "value", "valueChain"], changes.Select(change => change.Field).Order());
    }

    [Fact]
    public async Task One_row_that_is_refused_refuses_all_unless_the_sound_ones_are_taken()
    {
        var file = Book(["M-3", "G-1", "Paiement", "99 999,00", "05/02/2022", null], ["M-4", "G-9", "Paiement", "1,00", "05/02/2022", null])
            .Write();

        var refused = await ImportAsync(file);

        Assert.Equal(ImportOutcome.Refused, refused.Outcome);
        Assert.Equal(
            [("D4", RefusalReason.Overdrawn), ("B5", RefusalReason.UnknownParent)],
            refused.Refusals.Select(refusal => (refusal.Cell!, refusal.Reason)));
        Assert.Equal(0, await CountAsync(context => OfficeRows(context.Cooperatives)));
        Assert.Equal((0, 2), await LastImportAsync());

        var taken = await ImportAsync(file, acceptSound: true);

        Assert.Equal(ImportOutcome.AcceptedSound, taken.Outcome);
        Assert.Equal((5, 2), await LastImportAsync());
        Assert.Equal(2, await CountAsync(context => context.Movements));
        Assert.Equal(ImportOutcome.Refused, (await ImportAsync(file, acceptSound: true)).Outcome);
    }

    [Fact]
    public async Task The_ledger_is_sound_on_every_day()
    {
        await ImportAsync(Book().Write());

        // A payment before its commitment fits from that on; on one day what is promised goes first, wherever it stands.
        var result = await ImportAsync(
            new OfficeBook().Sheet(
                "Mouvements",
                Movements,
                ["M-5", "G-1", "Paiement", "20 000,00", "10/03/2022", null],
                ["M-6", "G-1", "Engagement", "10 000,00", "10/03/2022", null],
                ["M-7", "G-1", "Remboursement", "99 000,00", "11/03/2022", null],
                ["M-8", "G-1", "Paiement", "40 000,00", "03/02/2022", null],
                ["M-9", "G-1", "Paiement", "1,00", "01/02/2022", null],
                ["M-10", "G-1", "Paiement", "1,00", "01/01/2090", null]).Write(),
            acceptSound: true);

        Assert.Equal(
            [
                ("D4", RefusalReason.Overdrawn),
                ("D5", RefusalReason.Overdrawn),
                ("E6", RefusalReason.TooEarly),
                ("E7", RefusalReason.TooLate),
            ],
            result.Refusals.Select(refusal => (refusal.Cell!, refusal.Reason)));
        Assert.Equal(2, result.Sheets.Single().New);
        var later = await ImportAsync(
            new OfficeBook().Sheet("Mouvements", Movements, ["M-11", "G-1", "Paiement", "22 000,00", "03/02/2022", null]).Write());
        Assert.Equal((RefusalReason.Overdrawn, "20000.00"), (later.Refusals.Single().Reason, later.Refusals[0].Arguments[0]));
        await ImportAsync(
            new OfficeBook().Sheet("Mouvements", Movements, ["M-12", "G-1", "Engagement", "30 000,00", "10/04/2022", null]).Write());
        later = await ImportAsync(
            new OfficeBook().Sheet("Mouvements", Movements, ["M-11", "G-1", "Paiement", "22 000,00", "03/02/2022", null]).Write());
        Assert.Equal((RefusalReason.OverdrawnUntil, "10/04/2022"), (later.Refusals.Single().Reason, later.Refusals[0].Arguments[1]));
        Assert.Empty(
            await new LedgerCheck(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System).FindAsync(Cancelled)
                .ToListAsync(Cancelled));
    }

    [Fact]
    public async Task An_entry_of_the_ledger_is_never_edited_and_a_reference_stands_once()
    {
        await ImportAsync(Book().Write());
        var result = await ImportAsync(
            new OfficeBook()
                .Sheet(
                    "Mouvements",
                    Movements,
                    ["M-1", "G-1", "Engagement", "50 000,01", "02/02/2022", "DEC-1"],
                    ["M-7", "G-1", "Paiement", "1,00", "05/02/2022", null],
                    ["M-7", "G-1", "Paiement", "1,00", "05/02/2022", null])
                .Sheet("Coopératives", Cooperatives, ["C-7", "Nour", "Tiznit", null, null], ["C-7", "Noor", "Tiznit", null, null])
                .Sheet("Projets", Projects, ["P-7", "Puits", "C-7", "P3", null, "programmé"]).Write(),
            acceptSound: true);

        Assert.Equal(ImportOutcome.Refused, result.Outcome);
        Assert.Equal(
            [
                (SheetKind.Cooperatives, 2, RefusalReason.ReferenceTwice),
                (SheetKind.Cooperatives, 3, RefusalReason.ReferenceTwice),
                (SheetKind.Projects, 2, RefusalReason.ParentRefused),
                (SheetKind.Movements, 2, RefusalReason.MovementDiffers),
                (SheetKind.Movements, 3, RefusalReason.ReferenceTwice),
                (SheetKind.Movements, 4, RefusalReason.ReferenceTwice),
            ],
            result.Refusals.Select(refusal => (refusal.Sheet!.Value, refusal.Line!.Value, refusal.Reason)));
        Assert.Contains(
            "50000.00 MAD",
            result.Refusals.Single(refusal => refusal.Reason == RefusalReason.MovementDiffers).Sentence(IntakeLanguage.English),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cooperative_is_found_by_its_name_and_offered_under_another_spelling_but_never_merged()
    {
        // The press has Al Oussra in Khémisset, without a reference.
        var result = await ImportAsync(
            new OfficeBook()
                .Sheet(
                    "Coopératives",
                    ["Nom", "Province", "Adhérents"],
                    ["AL-OUSSRA", "Khémisset", 100],
                    ["Coopérative Al Ousra", "Khémisset", 100])
                .Sheet(
                    "Projets",
                    Projects,
                    ["P-1", "Atelier", "al oussra", "P3", null, "achevé"],
                    ["P-2", "Atelier", "Al Ousraa", "P3", null, "achevé"])
                .Write(),
            acceptSound: true);

        Assert.Equal([RefusalReason.OtherSpelling, RefusalReason.UnknownParent], result.Refusals.Select(refusal => refusal.Reason));
        Assert.Contains("Al Oussra", result.Refusals[0].Sentence(IntakeLanguage.French), StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync(context => context.Cooperatives));
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal("Al Oussra", (await context.Projects.Include(row => row.Cooperative).SingleAsync(Cancelled)).Cooperative!.Name);

        var other = await ImportAsync(
            new OfficeBook().Sheet("Coopératives", Cooperatives, ["C-1", "Al Ousra", "Khémisset", null, null]).Write());
        Assert.Equal((ImportOutcome.Accepted, RefusalReason.NameTaken), (other.Outcome, other.Warnings.Single().Reason));
    }

    [Fact]
    public async Task A_large_share_warns_and_an_award_outside_its_programme_needs_a_note()
    {
        var result = await ImportAsync(
            new OfficeBook()
                .Sheet("Coopératives", Cooperatives, ["C-1", "Amal", "Tiznit", null, null])
                .Sheet(
                    "Projets",
                    Projects,
                    ["P-1", "Four", "C-1", "P3", "100 000,00", "achevé"],
                    ["P-2", "Puits", "C-1", "P3", "-5", "achevé"])
                .Sheet(
                    "Subventions",
                    Grants,
                    ["G-1", "C-1", "P-1", "60 000,01", "02/02/2022", null],
                    ["G-2", "C-1", "P-1", 1, "02/02/2025", null],
                    ["G-3", "C-1", "P-1", 1, "02/02/2025", "reliquat"])
                .Write(),
            acceptSound: true);

        Assert.Equal([RefusalReason.Negative, RefusalReason.UnexplainedAward], result.Refusals.Select(refusal => refusal.Reason));
        Assert.Equal(RefusalReason.LargeShare, result.Warnings.Single().Reason);
        Assert.Equal(2, await CountAsync(context => OfficeRows(context.Grants)));
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(
            ("P3", "III"),
            await OfficeRows(context.Grants).Where(row => row.Reference == "G-1").Select(
                row => ValueTuple.Create(row.Programme!.Code, row.Phase.ToString()!))
                .SingleAsync(Cancelled));
    }

    [Fact]
    public async Task A_reference_that_a_province_gave_is_never_given_again_and_near_ones_are_offered()
    {
        await ImportAsync(Book().Write());
        await ImportAsync(new OfficeBook().Sheet("Coopératives", Cooperatives, ["C-2", "Nour", "Tiznit", null, null]).Write());
        await using (var context = _database.Contexts.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync(
                "update cooperatives set province_code = 'MA-KHE' where reference = 'C-2'", Cancelled);
        }

        var result = await ImportAsync(
            new OfficeBook()
                .Sheet("Coopératives", Cooperatives, ["C-2", "Autre", "Tiznit", null, null])
                .Sheet("Subventions", Grants, ["G-1", "C-1", "P1", 1, null, null])
                .Sheet("Mouvements", Movements, ["M-9", "G1", "Paiement", 1, "05/02/2022", null]).Write());

        Assert.Equal(
            [(RefusalReason.ReferenceGiven, "C-2"), (RefusalReason.UnknownParent, "P1"), (RefusalReason.UnknownParent, "G1")],
            result.Refusals.Select(refusal => (refusal.Reason, refusal.Value!)));
        Assert.Equal("—", result.Refusals[1].Arguments[1]);
        Assert.Contains("G-1", result.Refusals[2].Arguments[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_is_confined_to_the_provinces_of_whoever_imports()
    {
        var author = new Author("someone", "office") { Provinces = new HashSet<string> { "MA-TIZ" } };
        var result = await ImportAsync(
            new OfficeBook()
                .Sheet("Coopératives", Cooperatives, ["C-1", "Amal", "Tiznit", null, null], ["C-2", "Nour", "Khémisset", null, null])
                .Write(),
            acceptSound: true,
            author: author);

        Assert.Equal((RefusalReason.OtherProvince, 3), (result.Refusals.Single().Reason, result.Refusals[0].Line));
        Assert.Equal(1, await CountAsync(context => OfficeRows(context.Cooperatives)));
    }

    [Fact]
    public async Task Beside_a_demonstration_a_file_comes_in_with_a_warning()
    {
        await using var demo = await TestDatabase.WithDemoAsync(kind, 20, Cancelled);
        var importer = new OfficeImporter(
            demo.Contexts, Options.Create(new IntakeOptions()), Options.Create(new LedgerOptions()), TimeProvider.System);
        var result = await importer.ImportAsync(new ImportRequest(Book().Write(), "a.xlsx", Author.CommandLine), null, Cancelled);

        Assert.Equal((ImportOutcome.Accepted, RefusalReason.BesideDemonstration), (result.Outcome, result.Warnings.Single().Reason));
        Assert.Contains(
            "بالمسؤول", string.Join('\n', ImportReport.Lines(result, isDryRun: false, IntakeLanguage.Arabic)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_import_one_file_at_once_leave_it_once()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => ImportAsync(Sample("suivi-exceljs.xlsx"), "suivi.xlsx"))));
        Assert.Equal([ImportOutcome.Accepted, ImportOutcome.Unchanged], results.Select(result => result.Outcome).Order());
        await AssertExpectedAsync();
    }

    [Fact]
    public async Task An_import_that_is_cancelled_leaves_nothing()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var steps = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Importer().ImportAsync(
            new ImportRequest(Sample("suivi-exceljs.xlsx"), "suivi.xlsx", new Author("someone", "office")),
            new Step(step =>
            {
                steps.Add(step.Step);
                if (step.Step == "grants")
                {
                    stop.Cancel();
                }
            }),
            stop.Token));
        Assert.Contains("Comparing", steps);
        Assert.Equal((0, 0), (await CountAsync(context => OfficeRows(context.Cooperatives)), await CountAsync(context => context.Imports)));
    }

    private static OfficeBook Book(params object?[][] more) => new OfficeBook()
        .Sheet("Coopératives", Cooperatives, ["C-1", "Amal", "Tiznit", null, 10])
        .Sheet("Projets", Projects, ["P-1", "Four", "C-1", "P3", "100 000,00", "en cours"])
        .Sheet("Subventions", Grants, ["G-1", "C-1", "P-1", "50 000,00", "02/02/2022", null])
        .Sheet(
            "Mouvements",
            [
                Movements,
                ["M-1", "G-1", "Engagement", "50 000,00", "02/02/2022", "DEC-1"],
                ["M-2", "G-1", "Paiement", "20 000,00", "04/02/2022", "OP-1"],
                .. more,
            ]);

    private static MemoryStream Sample(string name) =>
        new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Intake", "Samples", name)));

    private static IQueryable<T> OfficeRows<T>(IQueryable<T> rows)
        where T : class => rows.Where(row => EF.Property<string?>(row, "Reference") != null);

    private Task<ImportResult> ImportAsync(
        Stream file,
        string name = "a.xlsx",
        bool dryRun = false,
        bool acceptSound = false,
        Author? author = null) => Importer().ImportAsync(
        new ImportRequest(file, name, author ?? new Author("someone", "office")) { IsDryRun = dryRun, AcceptsSound = acceptSound },
        null,
        Cancelled);

    private OfficeImporter Importer() =>
        new(_database.Contexts, Options.Create(new IntakeOptions()), Options.Create(new LedgerOptions()), TimeProvider.System);

    private async Task<int> CountAsync<T>(Func<IndhCoopsContext, IQueryable<T>> rows)
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        return await rows(context).CountAsync(Cancelled);
    }

    private async Task<(int New, int Refused)> LastImportAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        var import = await context.Imports.OrderByDescending(row => row.ImportedAt).FirstAsync(Cancelled);
        return (import.NewRows, import.RefusedRows);
    }

    private async Task AssertExpectedAsync()
    {
        using var expected = JsonDocument.Parse(Sample("expected.json"));
        decimal Expected(string name) => expected.RootElement.GetProperty(name).GetDecimal();
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        Assert.Equal(Expected("cooperatives"), await OfficeRows(context.Cooperatives).CountAsync(Cancelled));
        Assert.Equal(Expected("projects"), await OfficeRows(context.Projects).CountAsync(Cancelled));
        var grants = await OfficeRows(context.Grants).Select(row => row.Amount).ToListAsync(Cancelled);
        Assert.Equal((Expected("grants"), Expected("granted")), (grants.Count, grants.Sum()));
        var movements = await context.Movements.Select(row => new { row.Kind, row.Amount }).ToListAsync(Cancelled);
        Assert.Equal(
            (Expected("movements"), Expected("disbursed")),
            (movements.Count, movements.Where(row => row.Kind == MovementKind.Disbursement).Sum(row => row.Amount)));
    }

    private async Task<string> StateAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        var state = new StringBuilder();
        state.Append(CultureInfo.InvariantCulture, $"{await context.Changes.CountAsync(Cancelled)} ");
        state.Append(
            CultureInfo.InvariantCulture,
            $"{await context.Observations.CountAsync(Cancelled)} {await context.Movements.CountAsync(Cancelled)} ");
        state.AppendJoin(
            ';', await context.Cooperatives.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.UpdatedAt}").ToListAsync(Cancelled));
        return state.ToString();
    }

    private sealed class Step(Action<WorkProgress> heard) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => heard(value);
    }
}

public sealed class SqliteImportTests() : ImportTests(DatabaseKind.Sqlite);

public sealed class PostgresImportTests() : ImportTests(DatabaseKind.PostgreSql);
