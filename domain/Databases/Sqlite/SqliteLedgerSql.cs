using System.Data.Common;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>Days are texts such as <c>2024-06-30</c>, identifiers bytes, amounts whole centimes.</summary>
internal sealed class SqliteLedgerSql : LedgerSql
{
    /// <summary>The rowid grows with each movement, as nothing is ever deleted after the last.</summary>
    public override string Entry => "rowid";

    public override string FirstDay =>
        "max(coalesce(g.awarded_on, printf('%04d-01-01', p.start_year)), (select printf('%04d-01-01', min(start_year)) "
            + "from phase_periods))";

    /// <summary>
    /// In whole ten-thousandths: doubled, half of the whole is added, and the division cuts off. The part is divided before it is
    /// multiplied: a product beyond 64 bits would become a floating-point number.
    /// </summary>
    public override string Ratio(string part, string whole) =>
        $"({part} / {whole} * 10000 + (20000 * ({part} % {whole}) + abs({whole}) * sign({part})) / (2 * {whole}))";

    public override string DaysBetween(string from, string to) => $"cast(julianday({to}) - julianday({from}) as integer)";

    public override string IdText(string column) => $"lower(hex({column}))";

    public override string DayText(string day) => $"cast({day} as text)";

    public override string YearOf(string day) => $"cast(substr({day}, 1, 4) as integer)";

    public override string MonthOf(string day) => $"cast(substr({day}, 1, 8) || '01' as text)";

    public override string MonthText(string month) => $"substr({month}, 1, 7)";

    /// <summary>A sign makes it an expression, which no index is of.</summary>
    public override string WithoutIndex(string column) => $"+{column}";

    public override decimal ReadAmount(DbDataReader reader, int ordinal) => SqliteFormats.FromCentimes(reader.GetInt64(ordinal));

    public override Guid ReadId(DbDataReader reader, int ordinal) => SqliteFormats.FromBigEndian(reader.GetFieldValue<byte[]>(ordinal));
}
