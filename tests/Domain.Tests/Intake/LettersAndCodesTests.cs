using System.Text;
using IndhCoops.Domain.Intake.Reading;
using IndhCoops.Domain.Intake.Refusals;
using static IndhCoops.Domain.Tests.Intake.OfficeReading;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>Letters and codes of a file are those that the office sees, or are refused where they stand.</summary>
public sealed class LettersAndCodesTests
{
    [Theory]
    [InlineData("utf-8", 1)]
    [InlineData("ibm850", 0)]
    [InlineData("macintosh", 0)]
    public async Task Letters_that_are_lost_are_refused_where_they_stand_and_never_others_for_them(string encoding, int cut)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Encoding.GetEncoding(encoding).GetBytes(
            "Reference;Name;Province;Note\nT-1;Amal;Tiznit;\nT-2;Coopérative;Tiznit;présenté");
        var rows = await ReadAsync(new MemoryStream(text[..^cut]), "liste.csv");

        Assert.Equal("T-1", Assert.Single(rows.Cooperatives).Reference);
        Assert.Equal(cut == 0 ? ["B3", "D3"] : ["D3"], rows.Refusals.Select(refusal => refusal.Cell));
        Assert.All(rows.Refusals, refusal => Assert.Equal(RefusalReason.LostLetters, refusal.Reason));
    }

    [Theory]
    [InlineData("windows-1252", "Coopérative d’Aït Baâmrane")]
    [InlineData("windows-1252", "Élevage à Tiznit")]
    [InlineData("windows-1252", "تعاونية فلاحية")]
    [InlineData("windows-1256", "Coopérative féminine")]
    [InlineData("windows-1256", "تعاونية الأمل")]
    public async Task Text_that_was_read_in_a_wrong_encoding_and_saved_again_is_refused(string encoding, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var garbled = Encoding.GetEncoding(encoding).GetString(Encoding.UTF8.GetBytes(name));
        var rows = await ReadAsync(
            new OfficeBook().Sheet("Coopératives", ["Référence", "Nom", "Province"], ["T-1", garbled, "Tiznit"], ["T-2", name, "Tiznit"])
                .Write(),
            "a.xlsx");

        Assert.Equal(("B2", RefusalReason.LostLetters), (rows.Refusals.Single().Cell!, rows.Refusals[0].Reason));
        Assert.Equal(name, rows.Cooperatives.Single().Name);
    }

    [Theory]
    [InlineData("LA SANTÉ… POUR TOUS")]
    [InlineData("« QUALITÉ » et « ÉQUITÉ»")]
    [InlineData("OÙ…")]
    [InlineData("Çà et là : œuvre, naïveté, Noël")]
    [InlineData("أ، ب، ج")]
    [InlineData("«تعاونية الأمل»، المؤسَّسة سنة 2013")]
    [InlineData("ⵜⴰⵎⵓⵏⵜ – Tamunt™")]
    public void Text_as_people_write_it_is_not_garbled(string text) => Assert.False(GarbledText.IsGarbled(text));

    [Fact]
    public async Task Codes_of_a_text_file_are_those_that_a_spreadsheet_shows()
    {
        var rows = await ReadAsync(
            Text("Référence;Nom;Province\n=\"0012\";Amal;Tiznit\n\"=\"\"00;13\"\"\";Nour;Tiznit\nC\u20111\u200f;=\"x;Tiznit\n"),
            "liste.csv");

        Assert.Equal(
            [("0012", "Amal"), ("00;13", "Nour"), ("C-1", "=\"x")],
            rows.Cooperatives.Select(cooperative => (cooperative.Reference!, cooperative.Name)));
    }

    [Fact]
    public async Task A_long_number_that_Excel_shortened_is_no_reference_and_no_text()
    {
        var rows = await ReadAsync(
            Text("Référence;Nom;Province;N° de registre\n1,23457E+15;Amal;Tiznit;\nT-2;Nour;Tiznit;1.2E+16\nT-3;Baraka;Tiznit;E+12\n"),
            "liste.csv");

        Assert.Equal("T-3", Assert.Single(rows.Cooperatives).Reference);
        Assert.Equal(
            [("A2", RefusalReason.ScientificNotation), ("D3", RefusalReason.ScientificNotation)],
            rows.Refusals.Select(refusal => (refusal.Cell!, refusal.Reason)));
    }

    [Theory]
    [InlineData("00000", "123", "00123")]
    [InlineData("[$-40C]00000;-00000", "123", "00123")]
    [InlineData("\"C-\"000", "7", "C-007")]
    [InlineData("00\\-0000", "120034", "12-0034")]
    [InlineData("0", "123", "123")]
    [InlineData("#,##0", "1234", "1234")]
    [InlineData("0\" pièces\"", "12", "12")]
    [InlineData("00000", "1.5", "1.5")]
    [InlineData("00.00", "1.5", "1.5")]
    public async Task A_number_is_the_code_that_its_format_shows_and_in_other_columns_a_number(string format, string value, string code)
    {
        object?[] row =
        [
            new Raw("s=\"2\"", $"<v>{value}</v>"), "G-1", "Paiement", new Raw("s=\"2\"", $"<v>{value}</v>"), "02/02/2022",
        ];
        var rows = await ReadAsync(new OfficeBook { Formats = [format] }.Sheet("Mouvements", Movements, row).Write(), "a.xlsx");

        Assert.Empty(rows.Refusals);
        Assert.Equal(
            (code, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
            (rows.Movements.Single().Reference, rows.Movements[0].Amount));
    }

    [Theory]
    [InlineData("0%", "60%")]
    [InlineData("#,##0.00\\ %;[Red]-0.00%", "60%")]
    public async Task A_part_of_a_hundred_is_no_amount_in_a_workbook_as_in_a_text(string format, string shown)
    {
        object?[] row = ["M-1", "G-1", "Paiement", new Raw("s=\"2\"", "<v>0.6</v>"), "02/02/2022"];
        var rows = await ReadAsync(new OfficeBook { Formats = [format] }.Sheet("Mouvements", Movements, row).Write(), "a.xlsx");

        Assert.Equal(
            [("D2", shown, RefusalReason.NotANumber)],
            rows.Refusals.Select(refusal => (refusal.Cell!, refusal.Value!, refusal.Reason)));
    }
}
