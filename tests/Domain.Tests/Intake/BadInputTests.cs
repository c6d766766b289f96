using System.IO.Compression;
using IndhCoops.Databases;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Workbooks;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>What bad input gets: a refusal that says what to do, and a database that is as it was.</summary>
public abstract class BadInputTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly string[] Cooperatives = ["Référence", "Nom", "Province", "Adhérents", "ICE"];
    private static readonly string[] Projects =
    [
        "Référence", "Intitulé", "Coopérative (réf.)", "Province", "Programme", "Coût global (DH)", "Statut",
    ];
    private static readonly string[] Grants =
    [
        "Référence", "Coopérative (réf.)", "Projet (réf.)", "Programme", "Part INDH (DH)", "Date d’octroi", "Phase",
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

    [Fact]
    public async Task A_file_that_is_no_table_or_would_cost_too_much_is_refused_and_writes_nothing()
    {
        var facts = await CountAsync();
        var problems = new List<string>();
        foreach (var (what, reason, open) in HostileFiles.All)
        {
            await using var file = open();
            var result = await ImportAsync(file, "a.xlsx", acceptSound: true, new IntakeOptions { MaxRows = 2_000 });
            if (result.Outcome != ImportOutcome.Refused || !result.Refusals.Select(refusal => refusal.Reason).SequenceEqual([reason]))
            {
                problems.Add($"{what}: {result.Outcome} {string.Join(", ", result.Refusals.Select(refusal => refusal.Reason))}");
            }

            // What comes back says so as well, whatever the file is.
            using var back = new MemoryStream();
            RefusedRows.Write(file, result, new IntakeOptions(), IntakeLanguage.Arabic, back);
            Assert.NotEqual(0, back.Length);
        }

        Assert.Empty(problems);
        Assert.Equal(facts with { Imports = HostileFiles.All.Count }, await CountAsync());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_gives_back_what_is_said_of_it()
    {
        var rows = Enumerable.Range(1, 60).Select(i => new object?[] { $"C-{i}", $"Amal {i}", "Tisnit", null, null });
        await using var file = new OfficeBook()
            .SheetXml(
                "Coopératives",
                $"<sheetData>{OfficeBook.Rows([Cooperatives, .. rows])}<row r=\"99\"><c r=\"ALM99\"><v>1</v></c></row></sheetData>")
            .Write();

        var result = await ImportAsync(file, "a.xlsx", acceptSound: true);

        Assert.Equal((61, RefusalReason.FileTooManyColumns), (result.Refusals.Count, result.Refusals[0].Reason));
        using var back = new MemoryStream();
        RefusedRows.Write(file, result, new IntakeOptions(), IntakeLanguage.French, back);
        back.Position = 0;
        using var workbook = new ZipArchive(back);
        Assert.Single(workbook.Entries, part => part.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_cell_that_cannot_be_read_is_named_and_the_sound_rows_are_taken_where_asked()
    {
        var file = new OfficeBook()
            .Sheet(
                "Coopératives",
                Cooperatives,
                ["C-1", "Amal\u00a0de\u202fTiznit\u200f", "Tiznit", "١٢", null],
                ["C-2", "Nour", "Tiznit", -3, null],
                [new DateOnly(2026, 4, 3), "Trois-quatre", "Tiznit", null, null],
                ["C-4", "Fajr", "Tisnit", null, null],
                ["C-5", "Badr", "Tiznit", 12.5, "12"],
                ["C-6", "Hilal", "Tiznit", new Raw("", "<f>1+1</f>"), null],
                ["C-7", "Najm", "Tiznit", new Raw("", "<f>SUM(A1:A3)</f><v>7</v>"), null],
                ["03-avr", "Qamar", "Tiznit", null, null],
                ["C-9", "Deux fois", "Tiznit", null, null],
                ["C-9", "Deux fois aussi", "Tiznit", null, null],
                ["C-10", "Jumelle", "Khémisset", null, null])
            .Sheet(
                "Projets",
                Projects,
                ["P-1", "Four", "C-1", null, "P3", "100 000,00", "achevé"],
                ["P-2", "Puits", "C-1", null, "P3", "-100", "achevé"],
                ["P-3", "Ruche", "C-1", "Khémisset", "P3", 1, "achevé"],
                ["P-4", "Puits", "C-1", null, "P9", 1, "achevé"],
                ["P-5", "Moulin", "C-10", null, "P3", 1, "achevé"])
            .Sheet(
                "Subventions",
                Grants,
                ["G-1", "C-1", "P-1", "P3", "60 000,01", "02/02/2022", "III"],
                ["G-2", "C-7", "P-1", null, 1, "02/02/2022", null],
                ["G-3", "C-1", "P-1", "P4", 1, "02/02/2022", null],
                ["G-4", "C-1", "P-5", null, 1, "02/02/2022", null],
                ["G-5", "C-1", null, "P3", 1, "02/02/2022", "II"],
                ["G-6", "C-1", null, null, 1, "02/13/2022", null],
                ["G-7", "C-1", null, null, 1, "03/04/22", null])
            .Sheet(
                "Mouvements",
                Movements,
                ["M-1", "G-1", "Engagement", "60.000,01", new DateOnly(2022, 2, 2), "DEC-1"],
                ["M-2", "G-1", "Paiement", "٢٠٠٠٠٫٥٠", "2022-02-03", null],
                ["M-3", "G-1", "Paiement", "1,234", "03/02/2022", null],
                ["M-4", "G-1", "Paiement", "100 €", "03/02/2022", null],
                ["M-5", "G-1", "Don", 5, "4 février 2022", null],
                ["M-6", "G-4", "Paiement", 5, "03/02/2022", null])
            .Write();
        var facts = await CountAsync();
        (string, RefusalReason)[] expected =
        [
            ("Coopératives!D3", RefusalReason.Negative), ("Coopératives!A4", RefusalReason.BecameDay),
            ("Coopératives!C5", RefusalReason.UnknownName), ("Coopératives!D6", RefusalReason.NotWhole),
            ("Coopératives!E6", RefusalReason.IceDigits), ("Coopératives!D7", RefusalReason.FormulaWithoutValue),
            ("Coopératives!A9", RefusalReason.BecameDay),
            ("Coopératives!A10", RefusalReason.ReferenceTwice), ("Coopératives!A11", RefusalReason.ReferenceTwice),
            ("Projets!F3", RefusalReason.Negative), ("Projets!C4", RefusalReason.UnknownParent), ("Projets!E5", RefusalReason.UnknownName),
            ("Subventions!C3", RefusalReason.ProjectOfOtherCooperative),
            ("Subventions!D4", RefusalReason.ProjectOfOtherProgramme),
            ("Subventions!C5", RefusalReason.ProjectOfOtherProvince),
            ("Subventions!G6", RefusalReason.ProgrammeOfOtherPhase), ("Subventions!F7", RefusalReason.MonthTooLarge),
            ("Subventions!F8", RefusalReason.ShortYear),
            ("Mouvements!D4", RefusalReason.AmbiguousNumber), ("Mouvements!D5", RefusalReason.OtherCurrency),
            ("Mouvements!C6", RefusalReason.UnknownName), ("Mouvements!B7", RefusalReason.ParentRefused),
        ];

        var refused = await ImportAsync(file, "a.xlsx", acceptSound: false);

        Assert.Equal(expected.Order(), refused.Refusals.Select(refusal => (refusal.Place, refusal.Reason)).Order());
        Assert.Equal((ImportOutcome.Refused, RefusalReason.LargeShare), (refused.Outcome, refused.Warnings.Single().Reason));
        Assert.Contains(
            "Tiznit",
            refused.Refusals.Single(refusal => refusal.Place == "Coopératives!C5").Sentence(IntakeLanguage.English),
            StringComparison.Ordinal);
        Assert.Equal(facts with { Imports = 1 }, await CountAsync());

        var taken = await ImportAsync(file, "a.xlsx", acceptSound: true);

        Assert.Equal(ImportOutcome.AcceptedSound, taken.Outcome);
        Assert.Equal([3, 2, 1, 2], taken.Sheets.Select(sheet => sheet.New));
        await using var context = _database.Contexts.CreateDbContext();
        var amal = await context.Cooperatives.Include(row => row.Observations).SingleAsync(row => row.Reference == "C-1", Cancelled);
        Assert.Equal(("Amal de Tiznit", 12m), (amal.Name, amal.Observations.Single().Value));
        Assert.Equal(
            20_000.50m, await context.Movements.Where(row => row.Reference == "M-2").Select(row => row.Amount).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task Merged_cells_hidden_rows_and_sheets_and_sheets_that_stand_twice_are_never_guessed()
    {
        // Titles and totals may be merged; a cooperative over its grants, and what is hidden, is said.
        object?[][] cooperatives =
        [
            ["Liste des coopératives"],
            ["Référence", "Nom", "Province", "Vu par"],
            ["C-1", "Amal", "Tiznit", "a"],
            ["C-2", "Nour", "Tiznit"],
            [],
            [],
        ];
        object?[][] grants =
        [
            Grants,
            ["G-1", "C-1", null, null, 10],
            ["G-2", null, null, null, 20],
            ["G-3", "C-2", null, null, 30],
            ["Total", null, null, null, 60],
        ];
        var file = new OfficeBook()
            .SheetXml(
                "Coopératives",
                $"<sheetData>{OfficeBook.Rows(cooperatives, 4)}</sheetData>"
                    + "<mergeCells count=\"2\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"D3:D4\"/></mergeCells>")
            .SheetXml(
                "Subventions",
                $"<sheetData>{OfficeBook.Rows(grants)}</sheetData>"
                    + "<mergeCells count=\"2\"><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"A5:C5\"/></mergeCells>")
            .HiddenSheet("Projets", Projects, ["P-1", "Four", "C-1", null, "P3", 1, "achevé"])
            .Sheet("Mouvements", Movements, ["M-1", "G-3", "Engagement", 5, "02/02/2022", null])
            .Sheet("الحركات", Movements, ["M-2", "G-3", "Engagement", 5, "02/02/2022", null])
            .Sheet("Payments 2022", Movements, ["M-3", "G-3", "Engagement", 5, "02/02/2022", null])
            .Write();

        var result = await ImportAsync(file, "a.xlsx", acceptSound: true);

        Assert.Equal(
            [
                ("Subventions!B3", RefusalReason.MergedCells, "B2:B3"),
                ("الحركات", RefusalReason.SheetTwice, "Mouvements"),
                ("Payments 2022", RefusalReason.SheetTwice, "Mouvements"),
            ],
            result.Refusals.Select(refusal => (refusal.Place, refusal.Reason, refusal.Arguments[0])));
        Assert.Equal([RefusalReason.HiddenRows], result.Warnings.Select(warning => warning.Reason));
        Assert.StartsWith("Projets", Assert.Single(result.IgnoredSheets), StringComparison.Ordinal);
        Assert.Equal(
            [(SheetKind.Cooperatives, 2), (SheetKind.Grants, 2), (SheetKind.Movements, 0)],
            result.Sheets.Select(sheet => (sheet.Kind, sheet.New)));
    }

    [Theory]
    [InlineData("Référence;Nom;Province\r\nC-1;\"Amal \"\"du\"\"\r\nSouss; fille\";Tiznit\r\n", "Amal \"du\" Souss; fille")]
    [InlineData("Référence;Nom;Province;Note\r\nC-1;Amal;Tiznit\r\n", "Amal")]
    [InlineData("Référence;Nom;Province\r\nC-1;Amal;Tiznit;;;\r\n\r\n;;\r\n", "Amal")]
    [InlineData("Référence,Nom,Province\nC-1,Amal,Tiznit,Souss\n", null)]
    public async Task A_text_file_may_have_quotes_and_short_lines_but_no_cell_too_many(string text, string? name)
    {
        var result = await ImportAsync(HostileFiles.Text(text), "Coopératives.csv", acceptSound: false);

        Assert.Equal(
            name is null ? ("Coopératives!2", RefusalReason.TooManyCells) : default,
            result.Refusals.Select(refusal => (refusal.Place, refusal.Reason)).SingleOrDefault());
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(
            name, await context.Cooperatives.Where(row => row.Reference == "C-1").Select(row => row.Name).SingleOrDefaultAsync(Cancelled));
    }

    [Fact]
    public async Task Days_of_a_workbook_that_counts_from_1904_are_the_days_that_were_meant()
    {
        var file = new OfficeBook { Is1904 = true }
            .Sheet("Coopératives", Cooperatives, ["C-1", "Amal", "Tiznit", null, null])
            .Sheet("Subventions", Grants, ["G-1", "C-1", null, null, 10, new Raw("s=\"1\"", "<v>43132</v>"), null]).Write();

        Assert.Equal(ImportOutcome.Accepted, (await ImportAsync(file, "a.xlsx", acceptSound: false)).Outcome);
        await using var context = _database.Contexts.CreateDbContext();
        Assert.Equal(
            new DateOnly(2022, 2, 2),
            await context.Grants.Where(row => row.Reference == "G-1").Select(row => row.AwardedOn).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task A_back_dated_payment_comes_in_with_its_refund_and_a_great_many_movements_of_one_grant_at_once()
    {
        await ImportAsync(
            new OfficeBook()
                .Sheet("Coopératives", Cooperatives, ["C-1", "Amal", "Tiznit", null, null])
                .Sheet("Subventions", Grants, ["G-1", "C-1", null, null, 100, "02/02/2022", null])
                .Sheet(
                    "Mouvements",
                    Movements,
                    ["M-1", "G-1", "Engagement", 100, "02/02/2022", null],
                    ["M-2", "G-1", "Paiement", 100, "02/06/2022", null])
                .Write(),
            "a.xlsx",
            acceptSound: false);
        var pair = await ImportAsync(
            new OfficeBook().Sheet(
                "Mouvements",
                Movements,
                ["M-3", "G-1", "Remboursement", 50, "04/04/2022", null],
                ["M-4", "G-1", "Paiement", 50, "03/03/2022", null])
                .Write(),
            "b.xlsx",
            acceptSound: false);
        Assert.Equal((ImportOutcome.Accepted, 2), (pair.Outcome, pair.Sheets.Single().New));

        // Rows of one grant by the thousand: each looked at beside all others would take minutes.
        var many = await ImportAsync(
            new OfficeBook().Sheet(
                "Mouvements",
                [Movements, .. Enumerable.Range(1, 20_000).Select(i =>
                    new object?[] { $"N-{i}", "G-1", i % 2 == 1 ? "Engagement" : "Paiement", 7, "05/07/2022", null })])
                .Write(),
            "c.xlsx",
            acceptSound: false);

        Assert.Equal((ImportOutcome.Accepted, 20_000), (many.Outcome, many.Sheets.Single().New));
        Assert.Empty(
            await new LedgerCheck(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System).FindAsync(Cancelled)
                .ToListAsync(Cancelled));

        // The rule that judges one movement after another is there again.
        var late = await ImportAsync(
            new OfficeBook().Sheet("Mouvements", Movements, ["M-5", "G-1", "Paiement", 1, "06/07/2022", null]).Write(),
            "d.xlsx",
            acceptSound: false);
        Assert.Equal(RefusalReason.Overdrawn, late.Refusals.Single().Reason);
        var recorder = new MovementRecorder(_database.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System);
        await using var context = _database.Contexts.CreateDbContext();
        var grant = await context.Grants.Where(row => row.Reference == "G-1").Select(row => row.Id).SingleAsync(Cancelled);
        await Assert.ThrowsAsync<MovementRefusedException>(
            () => recorder.RecordAsync(new NewMovement(grant, MovementKind.Disbursement, 1, new DateOnly(2022, 7, 6)), Cancelled));
    }

    [Fact]
    public async Task A_project_does_not_leave_its_grants_behind()
    {
        OfficeBook Book(string holder) => new OfficeBook()
            .Sheet("Coopératives", Cooperatives, ["C-1", "Amal", "Tiznit", null, null], ["C-2", "Nour", "Tiznit", null, null])
            .Sheet("Projets", Projects, ["P-1", "Four", holder, null, "P3", 10, "achevé"]);
        object?[] grant = ["G-1", "C-1", "P-1", "P3", 1, "02/02/2022", null];
        await ImportAsync(Book("C-1").Sheet("Subventions", Grants, grant).Write(), "a.xlsx", acceptSound: false);

        var left = await ImportAsync(Book("C-2").Write(), "a.xlsx", acceptSound: false);
        Assert.Equal(
            ("Projets!A2", RefusalReason.ProjectLeavesGrant, "G-1"),
            left.Refusals.Select(refusal => (refusal.Place, refusal.Reason, refusal.Arguments[1])).Single());
        var half = await ImportAsync(Book("C-2").Sheet("Subventions", Grants, grant).Write(), "a.xlsx", acceptSound: false);
        Assert.Equal(RefusalReason.ProjectOfOtherCooperative, half.Refusals.Single().Reason);
        var both = await ImportAsync(
            Book("C-2").Sheet("Subventions", Grants, ["G-1", "C-2", "P-1", "P3", 1, "02/02/2022", null]).Write(),
            "a.xlsx",
            acceptSound: false);
        Assert.Equal((ImportOutcome.Accepted, 2), (both.Outcome, both.Changes.Count));
    }

    private async Task<ImportResult> ImportAsync(Stream file, string name, bool acceptSound, IntakeOptions? options = null) =>
        await new OfficeImporter(
            _database.Contexts, Options.Create(options ?? new IntakeOptions()), Options.Create(new LedgerOptions()), TimeProvider.System)
            .ImportAsync(new ImportRequest(file, name, new Author("someone", "office")) { AcceptsSound = acceptSound }, null, Cancelled);

    private async Task<Rows> CountAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        return new Rows(
            await context.Cooperatives.CountAsync(Cancelled),
            await context.Projects.CountAsync(Cancelled),
            await context.Grants.CountAsync(Cancelled),
            await context.Movements.CountAsync(Cancelled),
            await context.Imports.CountAsync(Cancelled));
    }

    private sealed record Rows(int Cooperatives, int Projects, int Grants, int Movements, int Imports);
}

public sealed class SqliteBadInputTests() : BadInputTests(DatabaseKind.Sqlite);

public sealed class PostgresBadInputTests() : BadInputTests(DatabaseKind.PostgreSql);
