namespace IndhCoops.Domain.Files.Csv;

/// <summary>How values are written in a CSV file: RFC 4180 in UTF-8.</summary>
/// <param name="Delimiter">The separator of values.</param>
/// <param name="DecimalMark">The decimal separator.</param>
/// <param name="IsGuarded">Whether texts are kept from being taken for formulas, by <see cref="FormulaGuard"/>.</param>
/// <param name="HasByteOrderMark">Whether it begins with a byte order mark, from which a spreadsheet knows the encoding.</param>
public sealed record CsvFormat(char Delimiter = ',', char DecimalMark = '.', bool IsGuarded = true, bool HasByteOrderMark = true)
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/csv; charset=utf-8; header=present";
}
