using CsvHelper;
using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Reports;

/// <summary>A figure of a balance that differs between two revisions.</summary>
/// <param name="Province">The province; null for the country.</param>
/// <param name="ProvinceArabic">Its Arabic name.</param>
/// <param name="Programme">The code of the programme; empty where it is unknown.</param>
/// <param name="Before">The figure of the former revision; zero where it had no such balance.</param>
/// <param name="After">The figure of the later revision.</param>
internal sealed record FigureChange(
    LocalText Measure, string? Province, string? ProvinceArabic, string? Programme, decimal Before, decimal After);

/// <summary>What changed between two revisions of a month's report, from the balances that each published.</summary>
/// <param name="Balances">How many balances changed.</param>
/// <param name="Country">The sums of the country that changed.</param>
/// <param name="Changes">The figures that changed, the largest differences first.</param>
internal sealed record RevisionChanges(int Balances, IReadOnlyList<FigureChange> Country, IReadOnlyList<FigureChange> Changes)
{
    // The figures of the month, by their headings in the CSV.
    private static readonly (string Heading, LocalText Name)[] Measures =
    [
        ("Solde d’ouverture (MAD)", Name("opening")),
        ("Engagé (MAD)", Name("committed")),
        ("Avenants (MAD)", Name("amended")),
        ("Décaissé (MAD)", Name("disbursed")),
        ("Remboursé (MAD)", Name("refunded")),
        ("Annulé (MAD)", Name("cancelled")),
        ("Solde de clôture (MAD)", Name("closing")),
        ("Subventions", Name("grants")),
    ];

    public static RevisionChanges Between(BinaryData before, BinaryData after)
    {
        var (former, later) = (Read(before), Read(after));
        var changes = former.Keys.Union(later.Keys).SelectMany(key =>
        {
            var (old, now) = (former.GetValueOrDefault(key), later.GetValueOrDefault(key));
            var row = (now ?? old)!;
            return Measures.Select((measure, i) =>
                new FigureChange(measure.Name, row.Province, row.ProvinceArabic, row.Programme, old?.Figures[i] ?? 0, now?.Figures[i] ?? 0))
                .Where(change => change.Before != change.After)
                .Select(change => (Key: key, Change: change));
        }).ToList();
        var country = Measures.Select((measure, i) =>
            new FigureChange(
                measure.Name, null, null, null, former.Values.Sum(row => row.Figures[i]), later.Values.Sum(row => row.Figures[i])))
            .Where(change => change.Before != change.After);
        return new RevisionChanges(
            changes.Select(change => change.Key).Distinct(StringComparer.Ordinal).Count(),
            [.. country],
            [
                .. changes.Select(change => change.Change).OrderByDescending(change => Math.Abs(change.After - change.Before))
                    .ThenBy(change => change.Province, StringComparer.Ordinal),
            ]);
    }

    private static LocalText Name(string member) => Domain.Wording.MemberNames.Of("Balance", member)!.Value;

    private static Dictionary<string, Row> Read(BinaryData csv)
    {
        using var text = new StreamReader(csv.ToStream(), Encoding.UTF8);
        using var reader = CsvReader.Create(text, new CsvReaderOptions { HasHeader = false });
        reader.Read();
        var columns = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetString, column => column, StringComparer.Ordinal);
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        while (reader.Read())
        {
            rows.Add(
                Text("Identifiant"),
                new Row(
                    Text("Province"),
                    Text("Province (arabe)"),
                    Text("Code programme"),
                    [.. Measures.Select(measure => decimal.Parse(Text(measure.Heading), CultureInfo.InvariantCulture))]));
        }

        return rows;

        string Text(string heading) => reader.GetString(columns[heading]);
    }

    private sealed record Row(string Province, string ProvinceArabic, string Programme, decimal[] Figures);
}
