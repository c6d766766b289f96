using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Persistence.Mapping;

namespace IndhCoops.Domain.Balances;

/// <summary>The SQL by which balances are struck; one text for every database but for the month of a day and the index that SQLite must not take.</summary>
internal sealed class BalanceSql(DatabaseKind database)
{
    // Columns of a month, which the to-date columns sum over the year and the phase.
    private static readonly string[] Flows = ["committed", "amended", "disbursed", "refunded", "cancelled"];
    private static readonly string[] Distinct = ["projects", "cooperatives", "total_cost"];
    private static readonly string[] Totals = [.. Flows, "grants", .. Distinct, "indh_contribution"];

    private static readonly string[] Values =
        ["opening", .. Flows, "closing", .. Totals[5..], .. Totals.Select(column => $"year_to_date_{column}"), .. Totals.Select(column => $"phase_to_date_{column}"), "phase", "provisional", "data_source"];

    // What a project or cooperative may be new to, and the column that says since when that has been going on.
    private static readonly (string Period, string Since)[] Periods = [("month", "month"), ("year", "year_from"), ("phase", "phase_from")];

    // Grants of the cells that were found.
    private const string OfCells = """
        struck_cells d join cooperatives c on c.province_code = d.province_code
        join grants g on g.cooperative_id = c.id and coalesce(g.programme_code, '') = d.programme
        """;

    private const string FirstCommitments = "select grant_id, min(effective_on) as effective_on from movements where kind = 'COMMITMENT' group by grant_id";
    private const string FirstCommitment = "select min(effective_on) from movements where grant_id = g.id and kind = 'COMMITMENT'";
    private const string OfGrant = "join (grants g join cooperatives c on c.id = g.cooperative_id) on g.id = m.grant_id";
    private const string Cell = "c.province_code, coalesce(g.programme_code, '') as programme";
    private const string Net = "committed + amended - disbursed + refunded - cancelled";

    // A year or phase is known by its first month, a month without phase by that of its year: these grow with the months, so that one sort serves every window.
    private const string Eras = """
        eras as (
            select s.*, y.month as year_from, p.month as phase_from
            from struck_months s
            join (select year, min(month) as month from struck_months group by year) y on y.year = s.year
            join (select coalesce(phase, cast(year as text)) as phase, min(month) as month from struck_months group by coalesce(phase, cast(year as text))) p
                on p.phase = coalesce(s.phase, cast(s.year as text)))
        """;

    /// <summary>
    /// What PostgreSQL is spared: it would look up province and programme of every row that a strike writes, which takes as long as summing the
    /// ledger. Balances name those of cooperatives and grants only, whose own keys hold them for as long as there are movements, and that is for ever.
    /// </summary>
    public static IReadOnlyList<string> DropForeignKeys { get; } =
    [
        "alter table balances drop constraint fk_balances_provinces_province_code",
        "alter table balances drop constraint fk_balances_programmes_programme_code",
    ];

    // Compiling the statements takes longer than running them; their sorts and hashes fit into so much memory.
    private const string TuneMemory = """
        set local jit = off;
        set local work_mem = '64MB';
        set local hash_mem_multiplier = 8;
        """;

    // A strike of all has two processes, one for sums and one for counts: more of them take longer where there are but two processors.
    private const string OneProcess = "set local max_parallel_workers_per_gather = 0;";

    /// <summary>Sets up the transaction of a strike on PostgreSQL.</summary>
    public static string Tune(bool all) => $"""
        {TuneMemory}
        -- A merge of cells would compare every month of a cell with every other.
        set local enable_mergejoin = off;
        {(all ? OneProcess : "")}
        -- The months may have been written a moment ago.
        analyze struck_months
        """;

    /// <summary>Sets up a transaction on PostgreSQL that gathers beside that of a strike.</summary>
    public const string TuneBeside = $"""
        {TuneMemory}
        -- PostgreSQL does not know how few months there are, and would sort the ledger by them.
        set local enable_sort = off;
        -- A grant is joined to its cooperative once, as it is written, and not with each of its movements.
        set local join_collapse_limit = 1;
        {OneProcess}
        """;

    /// <summary>The cells (province × programme) with unstruck movements.</summary>
    public static TemporaryTable Cells { get; } = new("struck_cells", $"select distinct {Cell} from unstruck_movements u join movements m on m.id = u.movement_id {OfGrant}");

    /// <summary>What is made before balances are struck: counts of grants and figures of statements, of the cells that were found or of all.</summary>
    public TemporaryTable[] Count(bool all) => [Awards(all), Counts, Figures(all), Uncommitted(all)];

    /// <summary>What is made before balances are struck and needs nothing that is made by the strike: sums of movements, and the few projects that are looked at one by one.</summary>
    public TemporaryTable[] Gather(bool all) => [Sums(all), Shared(all)];

    // Movements by month of their effective day, of the cells that were found or of all.
    private TemporaryTable Sums(bool all)
    {
        // The sign keeps SQLite from walking through the index of days and looking up every movement by itself.
        var month = MonthOf("m.effective_on");
        return new("struck_flows", $"""
            select {Cell}, {month} as month,
                sum(m.amount) filter (where m.kind = 'COMMITMENT') as committed,
                sum(m.amount) filter (where m.kind = 'AMENDMENT') as amended,
                sum(m.amount) filter (where m.kind = 'DISBURSEMENT') as disbursed,
                sum(m.amount) filter (where m.kind = 'REFUND') as refunded,
                sum(m.amount) filter (where m.kind = 'CANCELLATION') as cancelled,
                max({Reliability("m.data_source")}) as reliability, count(*) as movements, max(m.recorded_at) as last_recorded_at
            from {(all ? $"movements m {OfGrant}" : $"{OfCells} join movements m on m.grant_id = g.id")} where {(database == DatabaseKind.Sqlite ? "+" : "")}m.effective_on < @end
            group by c.province_code, g.programme_code, {month}
            """);
    }

    // Every grant with the day on which it was first committed, if it was, and the month of its cooperative's grant before it.
    // All first commitments are read in one go; those of some grants are looked up.
    private TemporaryTable Awards(bool all) => new("struck_awards", $"""
        with {Eras}
        select s.month, s.year_from, s.phase_from, g.effective_on, g.id, g.cooperative_id, g.project_id, g.province_code, g.programme, g.amount, p.total_cost, g.data_source,
            lag(s.month) over (partition by g.cooperative_id, g.programme order by s.month) as cooperative_before
        from (
            select {Cell}, g.id, g.cooperative_id, g.project_id, g.amount, g.data_source, {(all ? "f.effective_on" : $"({FirstCommitment}) as effective_on")}
            from {(all ? $"grants g join cooperatives c on c.id = g.cooperative_id left join ({FirstCommitments}) f on f.grant_id = g.id" : OfCells)}) g
        left join projects p on p.id = g.project_id left join eras s on s.month = {MonthOf("g.effective_on")}
        """);

    // Projects are counted grant by grant, less those that had one before.
    private static TemporaryTable Counts => new("struck_counts", $"""
        select province_code, programme, month, cast(count(*) as integer) as grants, cast(count(project_id) as integer) as projects,
            sum(total_cost) as total_cost, sum(amount) filter (where total_cost is not null) as indh_contribution,
            {Each(Periods, period => $"cast(count(*) filter (where cooperative_before is null or cooperative_before < {period.Since}) as integer) as {period.Period}_cooperatives")}
        from struck_awards where month is not null group by province_code, programme, month
        """);

    // Projects with several grants, in the order of their index.
    private static TemporaryTable Shared(bool all) => new(
        "struck_shared", $"select g.project_id from {(all ? "grants g" : OfCells)} where g.project_id is not null group by g.project_id having count(*) > 1 order by g.project_id");

    /// <summary>Which projects had a grant before in the month, year or phase.</summary>
    public static TemporaryTable Repeats { get; } = new("struck_repeats", $"""
        select province_code, programme, month,
            {Each(Periods, period => $"""
                cast(count(*) filter (where project_before >= {period.Since}) as integer) as {period.Period}_projects,
                sum(total_cost) filter (where project_before >= {period.Since}) as {period.Period}_total_cost
                """)}
        from (
            select *, lag(month) over (partition by project_id, province_code, programme order by month) as project_before
            from struck_awards where month is not null and project_id in (select project_id from struck_shared)) a
        group by province_code, programme, month
        """);

    // What stands beside the reported statements: grants first committed in the period. Where not all grants were listed, those of the statements' provinces are looked up, in the order of these joins.
    private static TemporaryTable Figures(bool all)
    {
        var (grants, areOfProvince, programme, effectiveOn) = all
            ? ("struck_awards g", "g.province_code = v.code", "g.programme", "g.effective_on")
            : ("cooperatives c cross join grants g", "c.province_code = v.code and g.cooperative_id = c.id", "g.programme_code", $"({FirstCommitment})");
        return new("struck_figures", $"""
            select s.id, count(distinct a.project_id) as projects, count(distinct a.cooperative_id) as cooperatives,
                sum(case when a.rank_in_project = 1 then a.total_cost end) as total_cost, coalesce(sum(a.amount), 0) as indh_contribution, {SourceOf($"max({Reliability("a.data_source")})")} as source
            from statements s left join (
                select g.statement_id, g.project_id, g.cooperative_id, p.total_cost, g.amount, g.data_source, row_number() over (partition by g.statement_id, g.project_id order by g.id) as rank_in_project
                from (
                    select s.id as statement_id, s."from", s."to", g.id, g.project_id, g.cooperative_id, g.amount, g.data_source, {effectiveOn} as effective_on
                    from statements s cross join provinces v cross join {grants}
                    where (s.province_code is null or v.code = s.province_code) and {areOfProvince}
                        and (s.programme_code is null or {programme} = s.programme_code or {programme} in (select code from programmes where code like s.programme_code || '-%'))) g
                left join projects p on p.id = g.project_id where g.effective_on between g."from" and g."to") a on a.statement_id = s.id
            group by s.id
            """);
    }

    // Grants that have no month.
    private static TemporaryTable Uncommitted(bool all) => new("struck_uncommitted", $"""
        select count(*) as grants, coalesce(sum(amount), 0) as amount
        from {(all ? "struck_awards where effective_on is null" : "grants g where not exists (select 1 from movements where grant_id = g.id and kind = 'COMMITMENT')")}
        """);

    /// <summary>
    /// Strikes every month of the cells that were summed and counted, and writes what differs from the balances that there are, in the order of their keys: indexes grow at their end.
    /// What is to date is summed for months in which something moved, and carried forward through those in which nothing did, most of them in a small ledger.
    /// </summary>
    /// <param name="isFirst">Whether there are no balances yet: PostgreSQL would look through all that it has just written for each row that it writes.</param>
    public static string Strike(bool isFirst) => $"""
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
                sum({Net}) over past - ({Net}) as opening, sum({Net}) over past as closing, {SourceOf("max(reliability) over past")} as data_source,
                {Each(Totals, column => $"{Of("month", column)} as {column}")},
                {Each(Totals, column => $"sum({Of("year", column)}) over this_year as year_to_date_{column}")},
                {Each(Totals, column => $"sum({Of("phase", column)}) over this_phase as phase_to_date_{column}")}
            from moved
            window past as (partition by province_code, programme order by phase_from, year_from, month rows unbounded preceding),
                this_phase as (partition by province_code, programme, phase_from order by year_from, month rows unbounded preceding),
                this_year as (partition by province_code, programme, phase_from, year_from order by month rows unbounded preceding)),
        struck as (
            select substr(cast(s.month as text), 1, 7) || ':' || m.province_code || ':' || coalesce(nullif(m.programme, ''), '-') as id,
                s.month, m.province_code, nullif(m.programme, '') as programme_code, s.phase, s.is_provisional as provisional, m.data_source,
                case when s.month = m.month then m.opening else m.closing end as opening, m.closing,
                {Each(Totals, column => $"case when s.month = m.month then m.{column} else {Nothing(column)} end as {column}")},
                {Each(Totals, column => $"case when s.year = m.year then year_to_date_{column} else {Nothing(column)} end as year_to_date_{column}")},
                {Each(Totals, column => $"case when s.phase = m.phase then phase_to_date_{column} when s.phase is not null then {Nothing(column)} end as phase_to_date_{column}")}
            from states m join struck_months s on s.month >= m.month and s.month < coalesce(m.until, '9999-12-01'))
        select id, lower(id), month, province_code, programme_code, {string.Join(", ", Values)}, @strike from struck
        {(isFirst ? "" : $"""
            where not exists (select 1 from balances b where b.id = struck.id and ({Columns("b")}) is not distinct from ({Columns("struck")}))
            """)}
        order by month, province_code, programme_code
        {(isFirst ? "" : $"""
            on conflict (id) do update set {Each(Values.Append("strike"), column => $"{column} = excluded.{column}")}
            """)}
        """;

    /// <summary>Makes every month due whose balances, or those of a month before, a strike changed.</summary>
    public const string Restate = """
        update struck_months set strike = @strike
        where strike = 0 or month >= (select min(month) from balances where strike = @strike)
        """;

    /// <summary>
    /// Sets what stands beside the reported statements. A statement without programme speaks of all where its scope says so; of one in
    /// words that name no programme of ours (AGR) nothing can be computed.
    /// </summary>
    public const string SetFigures = """
        update statements set (computed_projects, computed_cooperatives, computed_total_cost, computed_indh_contribution, computed_from) =
            (select projects, cooperatives, total_cost, indh_contribution, source from struck_figures f where f.id = statements.id)
        where "from" is not null and "to" is not null and (programme_code is not null or scope like 'tous%' or scope like 'coopératives%')
        """;

    /// <summary>Notes the strike and what the ledger looked like: of all cells that is known from their sums, but for movements after the last month.</summary>
    public static string Note(bool all) => $"""
        insert into strikes (number, struck_at, movements, last_recorded_at, uncommitted_grants, uncommitted_amount, later_movements)
        select @strike, @now, m.movements, m.last_recorded_at, a.grants, a.amount, m.later
        from (
            select coalesce(sum(movements), 0) as movements, max(last_recorded_at) as last_recorded_at, coalesce(sum(later), 0) as later
            from ({(all
                ? "select movements, last_recorded_at, 0 as later from struck_flows union all select 1, recorded_at, 1 from movements where effective_on >= @end"
                : "select 1 as movements, recorded_at as last_recorded_at, case when effective_on >= @end then 1 else 0 end as later from movements")}) l) m,
            struck_uncommitted a
        """;

    private string MonthOf(string day) => database == DatabaseKind.Sqlite
        ? $"cast(substr({day}, 1, 8) || '01' as text)"
        : $"{day} - (date_part('day', {day})::int - 1)";

    // Sources in the order of the enumeration, from the most reliable to the least.
    private static string Reliability(string source) =>
        $"case {source} {string.Join(' ', Enum.GetValues<DataSource>().Select(value => $"when '{EnumNames.Of(value)}' then {(int)value}"))} end";

    private static string SourceOf(string reliability) =>
        $"case {reliability} {string.Join(' ', Enum.GetValues<DataSource>().Select(value => $"when {(int)value} then '{EnumNames.Of(value)}'"))} end";

    private static string Of(string period, string column) => Distinct.Contains(column) ? $"{period}_{column}" : column;

    // Of a month in which nothing moved: no grants is a number, no costs that are known is none.
    private static string Nothing(string column) => column is "total_cost" or "indh_contribution" ? "null" : "0";

    private static string Each<T>(IEnumerable<T> columns, Func<T, string> sql) => string.Join(", ", columns.Select(sql));

    private static string Columns(string table) => string.Join(", ", Values.Select(column => $"{table}.{column}"));
}
