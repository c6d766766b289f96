using System.Globalization;
using IndhCoops.Domain.Databases;

namespace IndhCoops.Domain.Grants;

/// <summary>
/// A statement that finds grants whose movements break a rule: the grant, the first day, how many rows, and by how much, or null.
/// </summary>
/// <param name="Sql">The statement.</param>
/// <param name="What">What is wrong with them.</param>
internal sealed record LedgerFaultQuery(string Sql, string What);

/// <summary>
/// The statements that prove a ledger. The order of movements is that in which they were recorded, not what the clocks of servers said.
/// </summary>
/// <param name="ledger">The SQL of the database.</param>
/// <param name="onlySynthetic">Whether to look at the demonstration alone.</param>
internal sealed class LedgerFaultSql(LedgerSql ledger, bool onlySynthetic = false)
{
    private const string ByGrant = "partition by grant_id";

    /// <summary>Grants of which more is disbursed than is committed, or more refunded than was disbursed, at some point.</summary>
    public LedgerFaultQuery Overdrawn() => new(
        $"""
        select {ledger.IdText("grant_id")}, {ledger.DayText("effective_on")}, row_count, -least
        from (
            select grant_id, effective_on, case when available < outstanding then available else outstanding end as least,
                row_number() over ({ByGrant} order by effective_on, entry) as place, count(*) over ({ByGrant}) as row_count
            from (
                select grant_id, effective_on, {ledger.Entry} as entry, {LedgerSql.Sums}
                from movements m where amount <> 'NaN' {Only("m", "and")}
                window ledger as ({ByGrant} order by effective_on, {ledger.Entry})) points
            where available < 0 or outstanding < 0) broken
        where place = 1
        order by effective_on, grant_id
        """,
        "more is disbursed or cancelled than is committed, or more refunded than was disbursed: by");

    /// <summary>Grants with movements before their award, their programme or the INDH.</summary>
    public LedgerFaultQuery Early() =>
        new(Days($"effective_on < {ledger.FirstDay}"), "movements before the award, else the programme, or before the INDH");

    /// <summary>Grants with movements that lie too far ahead.</summary>
    public LedgerFaultQuery Late(DateOnly lastDay) => new(
        Days(string.Create(CultureInfo.InvariantCulture, $"effective_on > '{lastDay:yyyy-MM-dd}'")),
        string.Create(CultureInfo.InvariantCulture, $"movements after {lastDay:yyyy-MM-dd}, the last day that may be given today"));

    /// <summary>Grants whose award lies outside the years of their programme, with no word why.</summary>
    public LedgerFaultQuery Unexplained() => new(
        $"""
        select {ledger.IdText("g.id")}, {ledger.DayText("g.awarded_on")}, 1, null
        from grants g join programmes p on p.code = g.programme_code
        where g.note is null and {ledger.YearOf("g.awarded_on")} not between p.start_year and p.end_year {Only("g", "and")}
        order by g.awarded_on, g.id
        """,
        "the award lies outside the years of its programme, and the note does not say why");

    private string Days(string condition) => $"""
        select {ledger.IdText("grant_id")}, {ledger.DayText("min(effective_on)")}, count(*), null
        from movements m join grants g on g.id = m.grant_id left join programmes p on p.code = g.programme_code
        where {condition} {Only("m", "and")}
        group by grant_id
        order by min(effective_on), grant_id
        """;

    private string Only(string table, string word) => onlySynthetic ? $"{word} {table}.data_source = 'SYNTHETIC'" : "";
}
