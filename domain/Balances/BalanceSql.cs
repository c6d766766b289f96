using IndhCoops.Domain.Databases;

namespace IndhCoops.Domain.Balances;

/// <summary>The SQL by which balances are struck from <see cref="StrikeTables"/>; one text for every database.</summary>
internal static class BalanceSql
{
    // Columns of a month, which the to-date columns sum over the year and the phase.
    private static readonly string[] Flows = ["committed", "amended", "disbursed", "refunded", "cancelled"];
    private static readonly string[] Distinct = ["projects", "cooperatives", "total_cost"];
    private static readonly string[] Totals = [.. Flows, "grants", .. Distinct, "indh_contribution"];

    private static readonly string[] Values =
        [
            "opening", .. Flows, "closing", .. Totals[5..], .. Totals.Select(column => $"year_to_date_{column}"),
            .. Totals.Select(column => $"phase_to_date_{column}"), "phase", "provisional", "data_source",
        ];

    /// <summary>What a project or cooperative may be new to, and the column that says since when that has been going on.</summary>
    internal static readonly (string Period, string Since)[] Periods = [("month", "month"), ("year", "year_from"), ("phase", "phase_from")];

    private const string Net = "committed + amended - disbursed + refunded - cancelled";

    private const string ProgrammeCode = "nullif(m.programme, '')";

    private const string Figures =
        "computed_projects, computed_cooperatives, computed_total_cost, computed_indh_contribution, computed_from";

    // A statement without programme speaks of all where its scope says so; of one in words that name no programme of ours (AGR) nothing can
    // be computed.
    private const string IsComputed =
        "\"from\" is not null and \"to\" is not null and (programme_code is not null or scope like 'tous%' or scope like 'coopératives%')";

    private const string PhaseOrYear = "coalesce(phase, cast(year as text))";

    private static readonly string LeastReliable = SourceOf("max(reliability) over past");

    private static readonly string IsUnchanged =
        $"b.id = struck.id and ({Columns("b")}) is not distinct from ({Columns("struck")})";

    /// <summary>
    /// A year or phase is known by its first month, a month without phase by that of its year: these grow with the months, so that one sort
    /// serves every window.
    /// </summary>
    internal const string Eras = $"""
        eras as (
            select s.*, y.month as year_from, p.month as phase_from
            from struck_months s
            join (select year, min(month) as month from struck_months group by year) y on y.year = s.year
            join (select {PhaseOrYear} as phase, min(month) as month from struck_months group by {PhaseOrYear}) p
                on p.phase = coalesce(s.phase, cast(s.year as text)))
        """;

    /// <summary>
    /// Computes every month of the summed cells and writes the balances that differ from those there are, in the order of their keys, so
    /// that indexes grow at their end. Sums to date are computed for months with movements and carried forward through the others, which
    /// are most of them in a small ledger.
    /// </summary>
    /// <param name="ledger">The SQL of the database.</param>
    /// <param name="isFirst">Whether there are no balances yet: PostgreSQL would look through all that it has just written for each row
    /// that it writes.</param>
    public static string Strike(LedgerSql ledger, bool isFirst) => $"""
        insert into balances (id, id_search, month, province_code, programme_code, {string.Join(", ", Values)}, strike)
        with {Eras},
        moved as (
            select f.province_code, f.programme, s.month, s.year, s.phase, s.year_from, s.phase_from, f.reliability,
                {Each(Flows.Append("grants"), column => $"coalesce({column}, 0) as {column}")}, n.indh_contribution,
                {Each(Periods, period => $"""
                    coalesce(n.projects, 0) - coalesce(r.{period.Period}_projects, 0) as {period.Period}_projects,
                    coalesce(n.{period.Period}_cooperatives, 0) as {period.Period}_cooperatives,
                    n.total_cost - coalesce(r.{period.Period}_total_cost, 0) as {period.Period}_total_cost
                    """)}
            from struck_flows f join eras s on s.month = f.month
            left join struck_counts n on n.province_code = f.province_code and n.programme = f.programme and n.month = f.month
            left join struck_repeats r on r.province_code = f.province_code and r.programme = f.programme and r.month = f.month),
        states as (
            select province_code, programme, month, year, phase, lead(month) over past as until,
                sum({Net}) over past - ({Net}) as opening, sum({Net}) over past as closing, {LeastReliable} as data_source,
                {Each(Totals, column => $"{Of("month", column)} as {column}")},
                {Each(Totals, column => $"sum({Of("year", column)}) over this_year as year_to_date_{column}")},
                {Each(Totals, column => $"sum({Of("phase", column)}) over this_phase as phase_to_date_{column}")}
            from moved
            window past as (partition by province_code, programme order by phase_from, year_from, month rows unbounded preceding),
                this_phase as (partition by province_code, programme, phase_from order by year_from, month rows unbounded preceding),
                this_year as (partition by province_code, programme, phase_from, year_from order by month rows unbounded preceding)),
        struck as (
            select {ledger.MonthText("s.month")} || ':' || m.province_code || ':' || coalesce({ProgrammeCode}, '-') as id,
                s.month, m.province_code, {ProgrammeCode} as programme_code, s.phase, s.is_provisional as provisional, m.data_source,
                case when s.month = m.month then m.opening else m.closing end as opening, m.closing,
                {Each(Totals, column => $"case when s.month = m.month then m.{column} else {Nothing(column)} end as {column}")},
                {Each(
                    Totals,
                    column => $"case when s.year = m.year then year_to_date_{column} else {Nothing(column)} end as year_to_date_{column}")},
                {Each(
                    Totals,
                    column => $"case when s.phase = m.phase then phase_to_date_{column} "
                        + $"when s.phase is not null then {Nothing(column)} end as phase_to_date_{column}")}
            from states m join struck_months s on s.month >= m.month and s.month < coalesce(m.until, '9999-12-01'))
        select id, replace(lower(id), '-', ' '), month, province_code, programme_code, {string.Join(", ", Values)}, @strike from struck
        {(isFirst ? "" : $"""
            where not exists (select 1 from balances b where {IsUnchanged})
            """)}
        order by month, province_code, programme_code
        {(isFirst ? "" : $"""
            on conflict (id) do update set {Each(Values.Append("strike"), column => $"{column} = excluded.{column}")}
            """)}
        """;

    /// <summary>
    /// Removes what a strike of all cells does not compute any more: a correction of a province or programme takes movements to another
    /// cell.
    /// </summary>
    public const string RemoveLeft = """
        delete from balances where id in (
            select b.id from balances b
            left join (select province_code, programme, min(month) as month from struck_flows group by province_code, programme) f
                on f.province_code = b.province_code and f.programme = coalesce(b.programme_code, '')
            where f.month is null or b.month < f.month)
        """;

    /// <summary>
    /// Makes every month due whose balances, or those of a month before, a strike changed, or beside whose statements another figure stands
    /// now. A month that a correction marked, and whose figures came out the same, is not due.
    /// </summary>
    public static string[] Restate(LedgerSql ledger) =>
    [
        "update struck_months set strike = -strike where strike < 0",
        $"""
        update struck_months set strike = @strike
        where strike = 0 or month >= (select min(month) from balances where strike = @strike)
            or month >= (
                select {ledger.MonthOf("min(s.\"to\")")} from statements s join struck_figures f on f.id = s.id
                where s.computed_projects is not null and {IsComputed}
                    and ({Figures}) is distinct from (f.projects, f.cooperatives, f.total_cost, f.indh_contribution, f.source))
        """,
    ];

    /// <summary>Sets what stands beside the reported statements.</summary>
    public const string SetFigures = $"""
        update statements set ({Figures}) =
            (select projects, cooperatives, total_cost, indh_contribution, source from struck_figures f where f.id = statements.id)
        where {IsComputed}
        """;

    /// <summary>
    /// Notes the strike and what the ledger looked like: of all cells that is known from their sums, but for movements after the last
    /// month.
    /// </summary>
    public static string Note(bool all) => $"""
        insert into strikes (number, struck_at, movements, last_recorded_at, uncommitted_grants, uncommitted_amount, later_movements)
        select @strike, @now, m.movements, m.last_recorded_at, a.grants, a.amount, m.later
        from (
            select coalesce(sum(movements), 0) as movements, max(last_recorded_at) as last_recorded_at, coalesce(sum(later), 0) as later
            from ({(all
                ? "select movements, last_recorded_at, 0 as later from struck_flows "
                    + "union all select 1, recorded_at, 1 from movements where effective_on >= @end"
                : "select 1 as movements, recorded_at as last_recorded_at, "
                    + "case when effective_on >= @end then 1 else 0 end as later from movements")}) l) m,
            struck_uncommitted a
        """;

    /// <summary>The source whose place in the enumeration, from the most reliable to the least, is given.</summary>
    internal static string SourceOf(string reliability)
    {
        var sources = Enum.GetValues<DataSource>().Select(value => $"when {(int)value} then '{EnumNames.Of(value)}'");
        return $"case {reliability} {string.Join(' ', sources)} end";
    }

    private static string Of(string period, string column) => Distinct.Contains(column) ? $"{period}_{column}" : column;

    // Of a month in which nothing moved: no grants is a number, no costs that are known is none.
    private static string Nothing(string column) => column is "total_cost" or "indh_contribution" ? "null" : "0";

    /// <summary>The same for each of some columns, between commas.</summary>
    internal static string Each<T>(IEnumerable<T> columns, Func<T, string> sql) => string.Join(", ", columns.Select(sql));

    private static string Columns(string table) => string.Join(", ", Values.Select(column => $"{table}.{column}"));
}
