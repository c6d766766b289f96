using System.Text;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Intake.Workbooks;
using IndhCoops.Domain.Persistence;
using static IndhCoops.Domain.Tests.Intake.OfficeReading;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>What offices write is read as they mean it, and what cannot be read is refused where it stands.</summary>
public sealed class ReadingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples => ["suivi-exceljs.xlsx", "suivi-libreoffice.xlsx"];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_workbook_of_an_office_is_read_whole(string name)
    {
        var rows = await ReadAsync(Sample(name), name);

        Assert.Empty(rows.Refusals);
        Assert.Equal((12, 12, 12, 21), (rows.Cooperatives.Count, rows.Projects.Count, rows.Grants.Count, rows.Movements.Count));
        Assert.Equal(2_269_803.81m, rows.Grants.Sum(grant => grant.Amount));
        Assert.Equal(
            805_501.68m, rows.Movements.Where(movement => movement.Kind == MovementKind.Disbursement).Sum(movement => movement.Amount));
        Assert.All(rows.Sheets.Values, sheet => Assert.Equal(["Observations internes"], sheet.UnknownColumns));
        Assert.Equal([26], rows.Sheets[SheetKind.Movements].PassedOver);
        Assert.Equal(
            ["MA-AGD", "MA-BEM", "MA-CHT", "MA-KHE", "MA-TIZ"],
            rows.Cooperatives.Select(cooperative => cooperative.ProvinceCode).Distinct().Order());
        Assert.Equal(new DateOnly(2022, 2, 2), rows.Projects[0].ApprovedOn);
    }

    [Theory]
    [InlineData("cooperatives-utf8-bom.csv", 12)]
    [InlineData("projets-utf16.tsv", 12)]
    [InlineData("subventions-cp1252.csv", 12)]
    public async Task A_text_of_an_office_is_read_whole(string name, int expected)
    {
        var rows = await ReadAsync(Sample(name), name);
        Assert.Empty(rows.Refusals);
        Assert.Equal(expected, rows.Count);
        Assert.Equal(12, rows.Cooperatives.Count + rows.Projects.Count + rows.Grants.Count);
        Assert.Contains(
            rows.Cooperatives.Select(cooperative => cooperative.Name).Concat(["L’Étoile 3 \"exemple\""]),
            text => text == "L’Étoile 3 \"exemple\"");
    }

    [Theory]
    [InlineData("windows-1256", "المرجع;الاسم;الإقليم;نسائية\nT-1;تعاونية الأمل;الخميسات;نعم\n")]
    [InlineData("utf-8", "Reference,Name,Province,Women's\nT-1,تعاونية الأمل,Khemisset,yes\n")]
    [InlineData("utf-16", "Réf.\tDénomination\tPréfecture\tFéminine\r\nT-1\tتعاونية الأمل\tPROVINCE DE KHÉMISSET\toui\r\n")]
    [InlineData("utf-16", "المرجع;الاسم;الإقليم;نسائية\nT-1;تعاونية الأمل;الخميسات;نعم\n")]
    [InlineData("utf-16BE", "المرجع;الاسم;الإقليم;نسائية\nT-1;تعاونية الأمل;الخميسات;نعم\n")]
    [InlineData("utf-8", "sep=|\n\nListe des coopératives\nNom|N°|Province|Coopérative féminine\nتعاونية الأمل|T-1|ma-khe|x\nTotal|1||\n")]
    public async Task A_text_is_read_by_its_headings_in_any_language_encoding_and_order(string encoding, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rows = await ReadAsync(new MemoryStream(Encoding.GetEncoding(encoding).GetBytes(text)), "liste.csv");

        Assert.Empty(rows.Refusals);
        var cooperative = Assert.Single(rows.Cooperatives);
        Assert.Equal(
            ("T-1", "تعاونية الأمل", "MA-KHE", true),
            (cooperative.Reference, cooperative.Name, cooperative.ProvinceCode, cooperative.Womens));
    }

    [Fact]
    public async Task A_text_alone_on_its_line_is_a_title_unless_it_begins_a_row()
    {
        var rows = await ReadAsync(
            Text("Référence;Nom;Province\nProvince de Tiznit;;\n;Coopérative Amal;\nT-2;Nour;Tiznit\n"), "liste.csv");
        Assert.Equal([2], rows.Sheets[SheetKind.Cooperatives].PassedOver);
        Assert.Equal(("C3", RefusalReason.Missing), (rows.Refusals.Single().Cell!, rows.Refusals.Single().Reason));
        Assert.Empty(rows.Warnings);

        rows = await ReadAsync(Text("Nom;Province\nCoopérative Amal;\nNour;Tiznit\n"), "liste.csv");
        Assert.Empty(rows.Refusals);
        Assert.Equal(
            ("A2", "Coopérative Amal", RefusalReason.TakenForTitle),
            (rows.Warnings.Single().Cell!, rows.Warnings.Single().Value!, rows.Warnings.Single().Reason));
    }

    [Theory]
    [InlineData("276000,57", 276000.57)]
    [InlineData("276 000,57", 276000.57)]
    [InlineData("276\u202f000,57", 276000.57)]
    [InlineData("276\u00a0000.57 DH", 276000.57)]
    [InlineData("1.276.000,5", 1276000.5)]
    [InlineData("1,276,000.50", 1276000.5)]
    [InlineData("1.276.000", 1276000d)]
    [InlineData("12.345,60", 12345.6)]
    [InlineData("1'234,50", 1234.5)]
    [InlineData("MAD 12", 12d)]
    [InlineData("(1 200,00)", -1200d)]
    [InlineData("(1 200,00 DH)", -1200d)]
    [InlineData("−5", -5d)]
    [InlineData("٢٧٦٠٠٠٫٥٧", 276000.57)]
    [InlineData("0,125", null, RefusalReason.TooManyDecimals)]
    [InlineData("1,234", null, RefusalReason.AmbiguousNumber)]
    [InlineData("12.500", null, RefusalReason.AmbiguousNumber)]
    [InlineData("12 50", null, RefusalReason.NotANumber)]
    [InlineData("douze", null, RefusalReason.NotANumber)]
    [InlineData("1,5E+05", null, RefusalReason.ScientificNotation)]
    [InlineData("100 €", null, RefusalReason.OtherCurrency)]
    public void Numbers_are_read_exactly_or_not_at_all(string text, double? expected, RefusalReason reason = default)
    {
        var read = OfficeNumber.Read(text, 2, out var refusal);
        Assert.Equal((decimal?)expected, read);
        Assert.True(read is not null || refusal.Reason == reason, $"{refusal.Reason}");
    }

    [Theory]
    [InlineData("15/10/2026", "2026-10-15")]
    [InlineData("3-4-2026", "2026-04-03")]
    [InlineData("2026-10-15", "2026-10-15")]
    [InlineData("2026-10-15T00:00:00", "2026-10-15")]
    [InlineData("1er février 2026", "2026-02-01")]
    [InlineData("15 غشت 2026", "2026-08-15")]
    [InlineData("1ER mars 2022", "2022-03-01")]
    [InlineData("lundi 17 octobre 2022", "2022-10-17")]
    [InlineData("الثلاثاء، 18 أكتوبر 2022", "2022-10-18")]
    [InlineData("mardi 17 octobre 2022", null, RefusalReason.NotADay)]
    [InlineData("18/10/2022 14:30", "2022-10-18")]
    [InlineData("2022-10-18 14:30:59.123", "2022-10-18")]
    [InlineData("2022-10-18T23:30:00Z", null, RefusalReason.NotADay)]
    [InlineData("10/15/2026", null, RefusalReason.MonthTooLarge)]
    [InlineData("15/10/26", null, RefusalReason.ShortYear)]
    [InlineData("31/02/2026", null, RefusalReason.NotADay)]
    [InlineData("44594", null, RefusalReason.NotADay)]
    [InlineData("15/10/0026", null, RefusalReason.YearOutOfBounds)]
    public void Days_are_never_guessed(string text, string? expected, RefusalReason reason = default)
    {
        var read = OfficeDay.Read(text, out var refusal);
        Assert.Equal(expected, read?.ToString("yyyy-MM-dd", null));
        Assert.True(read is not null || refusal.Reason == reason, $"{refusal.Reason}");
    }

    [Fact]
    public async Task A_refusal_names_cell_value_reason_and_remedy_in_each_language()
    {
        var rows = await ReadAsync(
            new OfficeBook().Sheet(
                "Coopératives",
                ["Référence", "Nom", "Province", "ICE", "Féminine", "Filière", "Adhérents"],
                ["T-1", "Amal", "Kemisset", "001561191000065", "peut-être", "Mielll", 12.5],
                [new DateOnly(2026, 1, 2), null, "Agadir", 1561191000066m, new Raw("t=\"e\"", "<v>#REF!</v>"), null, "x"]).Write(),
            "a.xlsx");

        Assert.Empty(rows.Cooperatives);
        Assert.Equal(
            [
                ("C2", RefusalReason.UnknownName), ("D2", RefusalReason.IceCheck), ("E2", RefusalReason.NotYesNo),
                ("F2", RefusalReason.UnknownName), ("G2", RefusalReason.NotWhole),
                ("A3", RefusalReason.BecameDay), ("B3", RefusalReason.Missing), ("C3", RefusalReason.UnknownName),
                ("E3", RefusalReason.ErrorCell), ("G3", RefusalReason.NotANumber),
            ],
            rows.Refusals.Select(refusal => (refusal.Cell!, refusal.Reason)).OrderBy(refusal => refusal.Item1[1])
                .ThenBy(refusal => refusal.Item1[0]));
        var province = rows.Refusals.Single(refusal => refusal.Cell == "C2");
        Assert.Equal(("Coopératives!C2", "Kemisset"), (province.Place, province.Value));
        Assert.Equal("« Kemisset » n’est pas connu. Le plus proche : Khémisset.", province.Sentence(IntakeLanguage.French));
        Assert.Equal("“Kemisset” is not known. The nearest: Khémisset.", province.Sentence(IntakeLanguage.English));
        Assert.Contains("الأقرب", province.Sentence(IntakeLanguage.Arabic), StringComparison.Ordinal);
        Assert.Contains(
            "Agadir-Ida-Ou-Tanane",
            rows.Refusals.Single(refusal => refusal.Cell == "C3").Sentence(IntakeLanguage.French),
            StringComparison.Ordinal);
        Assert.All(Enum.GetValues<RefusalReason>(), reason => Assert.All(
            Enum.GetValues<IntakeLanguage>(), language => Assert.NotEmpty(RefusalTexts.Sentence(reason, ["a", "b", "c"], language))));
    }

    [Fact]
    public async Task Formulas_give_the_values_that_Excel_kept_and_none_is_run()
    {
        var rows = await ReadAsync(
            new OfficeBook().Sheet(
                "Mouvements",
                Movements,
                [
                    "M-1",
                    "G-1",
                    "Paiement",
                    new Raw("", "<f>SUM(A1:A9)</f><v>3075305.4899999998</v>"),
                    new Raw("s=\"1\"", "<f>TODAY()</f><v>44594</v>"),
                ],
                ["M-2", "G-1", "Paiement", new Raw("", "<f>1+1</f>"), new DateOnly(2022, 2, 2)]).Write(),
            "a.xlsx");

        Assert.Equal((3_075_305.49m, new DateOnly(2022, 2, 2)), (rows.Movements.Single().Amount, rows.Movements[0].EffectiveOn));
        Assert.Equal([("D3", RefusalReason.FormulaWithoutValue)], rows.Refusals.Select(refusal => (refusal.Cell!, refusal.Reason)));
    }

    [Fact]
    public async Task Days_that_Excel_made_of_amounts_and_signs_that_cannot_be_are_refused()
    {
        var rows = await ReadAsync(
            new OfficeBook().Sheet(
                "Mouvements",
                Movements,
                ["M-1", "G-1", "Paiement", new DateOnly(2022, 2, 2), "2022-02-02"],
                ["M-2", "G-1", "Paiement", -5, "02/02/2022"],
                ["M-3", "G-1", "Avenant", -5, "02/02/2022"],
                ["M-4", "G-1", "Paiement", 0, "02/02/2022"],
                ["M-5", "G-1", "Don", 5, 44594]).Write(),
            "a.xlsx");

        Assert.Equal("M-3", rows.Movements.Single().Reference);
        Assert.Equal(
            [
                ("D2", RefusalReason.BecameDay),
                ("D3", RefusalReason.Negative),
                ("D5", RefusalReason.Zero),
                ("C6", RefusalReason.UnknownName),
                ("E6", RefusalReason.NotADay),
            ],
            rows.Refusals.Select(refusal => (refusal.Cell!, refusal.Reason)));
    }

    [Fact]
    public async Task Sheets_that_lack_columns_or_stand_twice_are_refused_whole_and_others_read()
    {
        var rows = await ReadAsync(
            new OfficeBook()
                .Sheet("Lisez-moi", ["Bonjour"])
                .Sheet("Feuil9", ["Bonjour"])
                .Sheet("Mouvements", Movements, ["M-1", "G-1", "Paiement", 5, "02/02/2022"])
                .Sheet("Projets", ["Référence", "Intitulé"], ["P-1", "Four"])
                .Sheet("mouvements", Movements, ["M-2", "G-1", "Paiement", 5, "02/02/2022"])
                .Sheet("Coopératives", ["Référence", "Nom", "Nom", "Province"], ["C-1", "a", "b", "Tiznit"])
                .Sheet("Grants", ["Reference", "Cooperative (ref.)", "Amount"], ["G-1", "C-1", 5]).Write(),
            "a.xlsx");

        Assert.Equal(["Feuil9"], rows.IgnoredSheets);
        Assert.Empty(rows.Movements);
        Assert.Single(rows.Grants);
        Assert.Equal(
            [
                (SheetKind.Projects, RefusalReason.SheetMissingColumns),
                (SheetKind.Movements, RefusalReason.SheetTwice),
                (SheetKind.Cooperatives, RefusalReason.SheetColumnTwice),
            ],
            rows.Refusals.Select(refusal => (refusal.Sheet!.Value, refusal.Reason)));
    }

    [Theory]
    [InlineData(IntakeLanguage.French, "Coopératives")]
    [InlineData(IntakeLanguage.Arabic, "التعاونيات")]
    [InlineData(IntakeLanguage.English, "Cooperatives")]
    public async Task The_template_is_read_as_what_it_is_and_its_examples_are_no_data(IntakeLanguage language, string sheet)
    {
        await using var database = await TestDatabase.WithFactsAsync(DatabaseKind.Sqlite, Cancelled);
        var file = new MemoryStream();
        await new ImportTemplate(database.Contexts).WriteAsync(file, language, Cancelled);

        var rows = await ReadAsync(file, "modele.xlsx");

        Assert.Equal([RefusalReason.FileNoRows], rows.Refusals.Select(refusal => refusal.Reason));
        Assert.Equal(Enum.GetValues<SheetKind>(), rows.Sheets.Keys.Order());
        Assert.Equal(sheet, rows.Sheets[SheetKind.Cooperatives].Name);
        Assert.All(rows.Sheets.Values, read => Assert.Equal((1, 0), (read.Examples, read.UnknownColumns.Count)));
        Assert.Empty(rows.IgnoredSheets);
    }

    [Theory]
    [InlineData("التعاونيات", "المرجع;الاسم;الإقليم;السلسلة;النشاط")]
    [InlineData("المنح", "المرجع;التعاونية (المرجع);المشروع (المرجع);حصة المبادرة (درهم);تاريخ المنح;المرحلة")]
    [InlineData("الحركات", "المرجع;المنحة (المرجع);الإقليم;الطبيعة;المبلغ (درهم);تاريخ النفاذ;الوثيقة")]
    [InlineData("Projets", "Référence;Intitulé;Coopérative (réf.);Coût global (DH);Date d’approbation;Statut")]
    public async Task The_names_that_the_template_had_before_are_still_read(string sheet, string headings)
    {
        var columns = headings.Split(';');

        var rows = await ReadAsync(new OfficeBook().Sheet(sheet, columns, [.. columns.Select(_ => "1")]).Write(), "modele.xlsx");

        Assert.Empty(rows.IgnoredSheets);
        Assert.Empty(Assert.Single(rows.Sheets.Values).UnknownColumns);
        Assert.DoesNotContain(rows.Refusals, refusal => refusal.Line is null);
    }

    [Fact]
    public void The_word_that_the_template_offered_before_is_still_read() =>
        Assert.Equal([MovementKind.Disbursement], OfficeWords.Kinds.Find("أداء"));

    [Fact]
    public async Task A_text_that_lacks_a_column_says_which()
    {
        var rows = await ReadAsync(Text("Référence;Subvention (réf.);Nature;Date\nM-1;G-1;Paiement;02/02/2022\n"), "export.csv");
        var refusal = Assert.Single(rows.Refusals);
        Assert.Equal(
            (SheetKind.Movements, RefusalReason.SheetMissingColumns, "Montant (DH)"),
            (refusal.Sheet!.Value, refusal.Reason, refusal.Arguments[0]));
    }

    private static MemoryStream Sample(string name) =>
        new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Intake", "Samples", name)));
}
