using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Mapping;

namespace IndhCoops.Domain.Balances;

/// <summary>The SQL by which balances are struck; one text for every database but for the month of a day.</summary>
internal sealed class BalanceSql(DatabaseKind database)
{
    // Columns whose name is an expression over the months of a cell; the to-date columns sum them over the year and the phase.
    private static readonly string[] Flows = ["committed", "amended", "disbursed", "refunded", "cancelled", "grants"];
    private static readonly string[] Distinct = ["projects", "cooperatives", "total_cost", "indh_contribution"];

    /// <summary>Marks every movement as unstruck.</summary>
    public const string MarkAll = "insert into unstruck_movements (movement_id) select id from movements where true on conflict (movement_id) do nothing";

    /// <summary>
    /// Strikes the cells (province × programme) with unstruck movements, or all of them: every month of a cell anew, of which only
    /// what differs is written. A movement counts in the month of its effective day.
    /// </summary>
    public string Strike(bool all)
    {
        var dirty = $"""
            select distinct c.province_code, coalesce(g.programme_code, '') as programme
            from unstruck_movements u join movements m on m.id = u.movement_id join grants g on g.id = m.grant_id join cooperatives c on c.id = g.cooperative_id
            """;
        const string dirtyGrants = "dirty d join cooperatives c on c.province_code = d.province_code join grants g on g.cooperative_id = c.id and coalesce(g.programme_code, '') = d.programme";
        var ledger = all
            ? "movements m join grants g on g.id = m.grant_id join cooperatives c on c.id = g.cooperative_id"
            : $"{dirtyGrants} join movements m on m.grant_id = g.id";
        string[] values = ["opening", .. Flows[..5], "closing", "grants", .. Distinct, .. ToDate("year"), .. ToDate("phase"), "phase", "provisional", "data_source"];
        string[] columns = ["id", "id_search", "month", "province_code", "programme_code", .. values, "strike"];

        return $"""
            insert into balances ({string.Join(", ", columns)})
            with {(all ? "" : $"dirty as ({dirty}),")}
            flows as materialized (
                select c.province_code, coalesce(g.programme_code, '') as programme, s.month,
                    sum(case when m.kind = 'COMMITMENT' then m.amount else 0 end) as committed,
                    sum(case when m.kind = 'AMENDMENT' then m.amount else 0 end) as amended,
                    sum(case when m.kind = 'DISBURSEMENT' then m.amount else 0 end) as disbursed,
                    sum(case when m.kind = 'REFUND' then m.amount else 0 end) as refunded,
                    sum(case when m.kind = 'CANCELLATION' then m.amount else 0 end) as cancelled,
                    max({Reliability("m.data_source")}) as reliability
                from {ledger} join struck_months s on s.month = {MonthOf("m.effective_on")}
                where m.effective_on < @end
                group by c.province_code, g.programme_code, s.month),
            awards as (
                select grant_id, min(effective_on) as effective_on from movements
                where kind = 'COMMITMENT' and effective_on < @end{(all ? "" : $" and grant_id in (select g.id from {dirtyGrants})")}
                group by grant_id),
            firsts as (
                select c.province_code, coalesce(g.programme_code, '') as programme, s.month, g.amount, p.total_cost,
                    {First("month", "project")}, {First("year", "project")}, {First("phase", "project")},
                    {First("month", "cooperative")}, {First("year", "cooperative")}, {First("phase", "cooperative")}
                from awards a join grants g on g.id = a.grant_id join cooperatives c on c.id = g.cooperative_id join struck_months s on s.month = {MonthOf("a.effective_on")}
                left join projects p on p.id = g.project_id
                window project as (partition by g.project_id, c.province_code, coalesce(g.programme_code, '') order by a.effective_on, g.id),
                    cooperative as (partition by g.cooperative_id, coalesce(g.programme_code, '') order by a.effective_on, g.id)),
            counts as materialized (
                select province_code, programme, month, count(*) as grants, sum(case when total_cost is not null then amount end) as indh_contribution,
                    {Counts("month")}, {Counts("year")}, {Counts("phase")}
                from firsts group by province_code, programme, month),
            cells as (select province_code, programme, min(month) as month from flows group by province_code, programme),
            months as (
                select c.province_code, c.programme, s.month, s.year, s.phase, s.is_provisional as provisional,
                    {string.Join(", ", Flows.Select(flow => $"coalesce({flow}, 0) as {flow}"))}, indh_contribution,
                    {MonthCounts("month")}, {MonthCounts("year")}, {MonthCounts("phase")},
                    max(f.reliability) over (partition by c.province_code, c.programme order by s.year, s.month) as reliability
                from cells c join struck_months s on s.month >= c.month
                left join flows f on f.province_code = c.province_code and f.programme = c.programme and f.month = s.month
                left join counts n on n.province_code = c.province_code and n.programme = c.programme and n.month = s.month)
            select {Id}, lower({Id}), month, province_code, nullif(programme, ''),
                sum(committed + amended - disbursed + refunded - cancelled) over past - (committed + amended - disbursed + refunded - cancelled),
                committed, amended, disbursed, refunded, cancelled,
                sum(committed + amended - disbursed + refunded - cancelled) over past,
                grants, month_projects, month_cooperatives, month_total_cost, indh_contribution,
                {ToDate("year", "over this_year")},
                {ToDate("phase", "over this_phase", "case when phase is not null then", "end")},
                phase, provisional, {SourceOf("reliability")}, @strike
            from months
            window past as (partition by province_code, programme order by year, month),
                this_year as (partition by province_code, programme, year order by month),
                this_phase as (partition by province_code, programme, phase order by month)
            on conflict (id) do update set {string.Join(", ", values.Append("strike").Select(column => $"{column} = excluded.{column}"))}
            where ({string.Join(", ", values.Select(column => $"balances.{column}"))}) is distinct from ({string.Join(", ", values.Select(column => $"excluded.{column}"))})
            """;
    }

    /// <summary>Makes every month due whose balances, or those of a month before, a strike changed.</summary>
    public const string Restate = """
        update struck_months set strike = @strike
        where strike = 0 or month >= (select min(month) from balances where strike = @strike)
        """;

    /// <summary>
    /// Computes what stands beside the reported statements: grants first committed in the period. A statement without programme speaks
    /// of all where its scope says so; of one in words that name no programme of ours (AGR) nothing can be computed.
    /// </summary>
    public static string Statements => $"""
        update statements set (computed_projects, computed_cooperatives, computed_total_cost, computed_indh_contribution, computed_from) = (
            select count(distinct a.project_id), count(distinct a.cooperative_id),
                sum(case when a.rank_in_project = 1 then a.total_cost end), coalesce(sum(a.amount), 0), {SourceOf($"max({Reliability("a.data_source")})")}
            from (
                select g.amount, g.project_id, g.cooperative_id, g.data_source, p.total_cost, row_number() over (partition by g.project_id order by g.id) as rank_in_project
                from provinces v cross join cooperatives c cross join grants g left join projects p on p.id = g.project_id
                where (statements.province_code is null or v.code = statements.province_code) and c.province_code = v.code and g.cooperative_id = c.id
                and (statements.programme_code is null or g.programme_code = statements.programme_code
                    or exists (select 1 from programmes axis where axis.code = g.programme_code and axis.code like statements.programme_code || '-%'))
                and (select min(m.effective_on) from movements m where m.grant_id = g.id and m.kind = 'COMMITMENT') between statements."from" and statements."to") a)
        where "from" is not null and "to" is not null and (programme_code is not null or scope like 'tous%' or scope like 'coopératives%')
        """;

    /// <summary>Notes the strike and what the ledger looked like.</summary>
    public const string Note = """
        insert into strikes (number, struck_at, movements, last_recorded_at, uncommitted_grants, uncommitted_amount, later_movements)
        select @strike, @now, (select count(*) from movements), (select max(recorded_at) from movements), count(*), coalesce(sum(g.amount), 0),
            (select count(*) from movements where effective_on >= @end)
        from grants g where not exists (select 1 from movements m where m.grant_id = g.id and m.kind = 'COMMITMENT')
        """;

    private const string Id = "substr(cast(month as text), 1, 7) || ':' || province_code || ':' || coalesce(nullif(programme, ''), '-')";

    private string MonthOf(string day) => database == DatabaseKind.Sqlite
        ? $"cast(substr({day}, 1, 8) || '01' as text)"
        : $"{day} - (extract(day from {day})::int - 1)";

    // Sources in the order of the enumeration, from the most reliable to the least.
    private static string Reliability(string source) =>
        $"case {source} {string.Join(' ', Enum.GetValues<DataSource>().Select(value => $"when '{EnumNames.Of(value)}' then {(int)value}"))} end";

    private static string SourceOf(string reliability) =>
        $"case {reliability} {string.Join(' ', Enum.GetValues<DataSource>().Select(value => $"when {(int)value} then '{EnumNames.Of(value)}'"))} end";

    // In the order of months, a project or cooperative is new to a month, year or phase where the grant before it lay in another.
    private static string First(string period, string what) =>
        $"case when g.{what}_id is not null and lag(s.{period}) over {what} is distinct from s.{period} then 1 else 0 end as {period}_{what}";

    private static string Counts(string period) =>
    $"sum({period}_project) as {period}_projects, sum({period}_cooperative) as {period}_cooperatives, sum(case when {period}_project = 1 then total_cost end) as {period}_total_cost";

    private static string MonthCounts(string period) =>
        $"coalesce({period}_projects, 0) as {period}_projects, coalesce({period}_cooperatives, 0) as {period}_cooperatives, {period}_total_cost";

    private static IEnumerable<string> ToDate(string period) => Flows.Concat(Distinct).Select(column => $"{period}_to_date_{column}");

    private static string ToDate(string period, string window, string before = "", string after = "") => string.Join(
        ", ",
        Flows.Append($"{period}_projects").Append($"{period}_cooperatives").Append($"{period}_total_cost").Append("indh_contribution")
            .Select(column => $"{before} sum({column}) {window} {after}"));
}
