using IndhCoops.Domain.Balances;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// What a table is saved as: its subject and the month in which it is asked for, <c>decaissements-par-mois-2026-11.csv</c>.
/// </summary>
internal static class TableFileName
{
    /// <summary>The header that names a file. Programs get the field's name; an Arabic one is beside one all browsers read.</summary>
    public static string Header(TablePlan table, string extension)
    {
        var month = MoroccanCalendar.MonthOf(table.AskedAt);
        var name = table.Wishes.Language is null ? table.Name : Of(table.Subject, month);
        return Ascii.IsValid(name)
            ? $"attachment; filename=\"{name}.{extension}\""
            : $"attachment; filename=\"{Of(table.Name, month)}.{extension}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}.{extension}";
    }

    private static string Of(string subject, DateOnly month)
    {
        var words = new StringBuilder();
        foreach (var letter in subject)
        {
            if (char.IsLetterOrDigit(letter))
            {
                // é becomes e; Arabic letters stay as they are.
                var plain = letter.ToString().Normalize(NormalizationForm.FormD)[0];
                words.Append(char.ToLowerInvariant(char.IsAscii(plain) ? plain : letter));
            }
            else if (words is not [] && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        return $"{words.ToString().Trim('-')}-{month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";
    }
}
