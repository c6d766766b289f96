using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace IndhCoops.Benchmarks.Imports;

/// <summary>Writes the workbook of a large office: as many projects and grants as cooperatives, and twice as many movements.</summary>
internal static class OfficeWorkbook
{
    private static readonly string[] Provinces = ["Khémisset", "Tiznit", "MA-BEM", "Agadir-Ida-Ou-Tanane", "Nador", "MA-CHT"];
    private static readonly DateTime First = new(2022, 1, 3, 0, 0, 0, DateTimeKind.Unspecified);

    public static async Task WriteAsync(string path, int cooperatives, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellationToken);
        var day = workbook.AddStyle(new Style { Format = NumberFormat.Custom("dd/mm/yyyy") });
        await SheetAsync(
            workbook,
            "Coopératives",
            ["Référence", "Nom", "Province", "Année de création", "Féminine", "Forme juridique"],
            Enumerable.Range(1, cooperatives).Select(i => (Cell[])
                [new($"C-{i:00000}"), new($"Coopérative Amal de la vallée {i}"), new(Provinces[i % Provinces.Length]), new(2005 + (i % 15)), new(i % 3 == 0 ? "oui" : "non"), new("coopérative")]),
            cancellationToken);
        await SheetAsync(
            workbook,
            "Projets",
            ["Référence", "Intitulé", "Coopérative (réf.)", "Programme", "Coût global (DH)", "Date d’approbation", "Statut"],
            Enumerable.Range(1, cooperatives).Select(i => (Cell[])
                [new($"P-{i:00000}"), new($"Équipement d’un atelier, lot {i}"), new($"C-{i:00000}"), new("P3"), new(200_000 + i), new(Day(i), day), new("En cours")]),
            cancellationToken);
        await SheetAsync(
            workbook,
            "Subventions",
            ["Référence", "Coopérative (réf.)", "Projet (réf.)", "Programme", "Part INDH (DH)", "Date d’octroi"],
            Enumerable.Range(1, cooperatives).Select(i => (Cell[])
                [new($"G-{i:00000}"), new($"C-{i:00000}"), new($"P-{i:00000}"), new("P3"), new(100_000.50m + i), new(Day(i), day)]),
            cancellationToken);
        await SheetAsync(
            workbook,
            "Mouvements",
            ["Référence", "Subvention (réf.)", "Nature", "Montant (DH)", "Date d’effet", "Pièce"],
            Enumerable.Range(1, 2 * cooperatives).Select(i => (Cell[])
            [
                new($"M-{i:00000}"), new($"G-{(i + 1) / 2:00000}"), new(i % 2 == 1 ? "Engagement" : "Paiement"), new(100_000.50m + ((i + 1) / 2)), new(Day((i + 1) / 2).AddDays(i % 2 == 1 ? 7 : 30), day),
                new(string.Create(CultureInfo.InvariantCulture, $"OP-{i}")),
            ]),
            cancellationToken);
        await workbook.FinishAsync(cancellationToken);
    }

    private static DateTime Day(int number) => First.AddDays(number % 300);

    private static async Task SheetAsync(Spreadsheet workbook, string name, string[] headings, IEnumerable<Cell[]> rows, CancellationToken cancellationToken)
    {
        await workbook.StartWorksheetAsync(name, new WorksheetOptions(), cancellationToken);
        await workbook.AddRowAsync([.. headings.Select(heading => new Cell(heading))], cancellationToken);
        foreach (var row in rows)
        {
            await workbook.AddRowAsync(row, cancellationToken);
        }
    }
}
