using System.Data.Common;

namespace IndhCoops.Domain.Databases.Postgres;

/// <summary>Days, identifiers and amounts have types of their own.</summary>
internal sealed class PostgresLedgerSql : LedgerSql
{
    /// <summary>A column counts the movements: the clocks of several servers differ.</summary>
    public override string Entry => "entry";

    public override string FirstDay =>
        "greatest(g.awarded_on, case when g.awarded_on is null then make_date(p.start_year, 1, 1) end, "
            + "(select make_date(min(start_year), 1, 1) from phase_periods))";

    /// <summary>In whole ten-thousandths: doubled, half of the whole is added, and the division cuts off.</summary>
    public override string Ratio(string part, string whole) =>
        $"div(20000 * {part} + abs({whole}) * sign({part}), nullif(2 * {whole}, 0)) * 0.0001";

    public override string DaysBetween(string from, string to) => $"({to} - {from})";

    public override string IdText(string column) => $"cast({column} as text)";

    public override string DayText(string day) =>
        $"case when isfinite({day}) then to_char({day}, 'YYYY-MM-DD') else cast({day} as text) end";

    public override string YearOf(string day) => $"extract(year from {day})";

    public override string MonthOf(string day) => $"{day} - (date_part('day', {day})::int - 1)";

    public override string MonthText(string month) => $"to_char({month}, 'YYYY-MM')";

    public override decimal ReadAmount(DbDataReader reader, int ordinal) => reader.GetDecimal(ordinal);

    public override Guid ReadId(DbDataReader reader, int ordinal) => reader.GetGuid(ordinal);
}
