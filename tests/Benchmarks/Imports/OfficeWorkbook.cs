using System.Globalization;
using IndhCoops.Domain.Files.Workbooks;

namespace IndhCoops.Benchmarks.Imports;

/// <summary>Writes the workbook of a large office: as many projects and grants as cooperatives, and twice as many movements.</summary>
internal static class OfficeWorkbook
{
    private static readonly string[] Provinces = ["Khémisset", "Tiznit", "MA-BEM", "Agadir-Ida-Ou-Tanane", "Nador", "MA-CHT"];
    private static readonly DateOnly First = new(2022, 1, 3);

    public static void Write(string path, int cooperatives)
    {
        using var file = File.Create(path);
        using var workbook = new WorkbookWriter(file);
        Write(
            workbook,
            "Coopératives",
            ["Référence", "Nom", "Province", "Année de création", "Féminine", "Forme juridique"],
            cooperatives,
            i =>
            [
                Number('C', i), $"Coopérative Amal de la vallée {i}", Provinces[i % Provinces.Length],
                2005m + (i % 15), i % 3 == 0 ? "oui" : "non", "coopérative",
            ]);
        Write(
            workbook,
            "Projets",
            ["Référence", "Intitulé", "Coopérative (réf.)", "Programme", "Coût global (DH)", "Date d’approbation", "Statut"],
            cooperatives,
            i => [Number('P', i), $"Équipement d’un atelier, lot {i}", Number('C', i), "P3", 200_000m + i, Day(i), "En cours"]);
        Write(
            workbook,
            "Subventions",
            ["Référence", "Coopérative (réf.)", "Projet (réf.)", "Programme", "Part INDH (DH)", "Date d’octroi"],
            cooperatives,
            i => [Number('G', i), Number('C', i), Number('P', i), "P3", 100_000.50m + i, Day(i)]);
        Write(
            workbook,
            "Mouvements",
            ["Référence", "Subvention (réf.)", "Nature", "Montant (DH)", "Date d’effet", "Pièce"],
            2 * cooperatives,
            i =>
            {
                var grant = (i + 1) / 2;
                var isPromise = i % 2 == 1;
                return
                [
                    Number('M', i), Number('G', grant), isPromise ? "Engagement" : "Paiement", 100_000.50m + grant,
                    Day(grant).AddDays(isPromise ? 7 : 30), Number('O', i),
                ];
            });
        workbook.Finish();
    }

    private static string Number(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:00000}");

    private static DateOnly Day(int number) => First.AddDays(number % 300);

    private static void Write(WorkbookWriter workbook, string name, string[] headings, int rows, Func<int, object[]> row)
    {
        var sheet = workbook.AddSheet(name, new SheetLayout([.. headings.Select(_ => 18.0)]));
        Array.ForEach(headings, heading => sheet.Text(heading));
        sheet.EndRow();
        for (var i = 1; i <= rows; i++)
        {
            foreach (var value in row(i))
            {
                switch (value)
                {
                    case decimal number:
                        sheet.Number(number);
                        break;
                    case DateOnly day:
                        sheet.Day(day);
                        break;
                    default:
                        sheet.Text((string)value);
                        break;
                }
            }

            sheet.EndRow();
        }
    }
}
