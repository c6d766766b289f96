using IndhCoops.Domain.Databases;
using static IndhCoops.Domain.Balances.BalanceSql;

namespace IndhCoops.Domain.Balances;

/// <summary>
/// What a strike gathers from the ledger into tables of its own; one text for every database but for the month of a day and the index that
/// SQLite must not take.
/// </summary>
internal sealed class StrikeTables(LedgerSql ledger)
{
    // Grants of the cells that were found.
    private const string OfCells = """
        struck_cells d join cooperatives c on c.province_code = d.province_code
        join grants g on g.cooperative_id = c.id and coalesce(g.programme_code, '') = d.programme
        """;

    private const string FirstCommitments =
        "select grant_id, min(effective_on) as effective_on from movements where kind = 'COMMITMENT' group by grant_id";
    private const string FirstCommitment = "select min(effective_on) from movements where grant_id = g.id and kind = 'COMMITMENT'";
    private const string OfGrant = $"join ({AllGrants}) on g.id = m.grant_id";
    private const string AllGrants = "grants g join cooperatives c on c.id = g.cooperative_id";
    private const string Grant = "g.id, g.cooperative_id, g.project_id";
    private const string Era = "s.month, s.year_from, s.phase_from";
    private const string Cell = "c.province_code, coalesce(g.programme_code, '') as programme";

    /// <summary>The cells (province × programme) with unstruck movements.</summary>
    public static TemporaryTable Cells { get; } = new(
        "struck_cells", $"select distinct {Cell} from unstruck_movements u join movements m on m.id = u.movement_id {OfGrant}");

    /// <summary>
    /// What is made before balances are struck: counts of grants and figures of statements, of the cells that were found or of all.
    /// </summary>
    public TemporaryTable[] Count(bool all) => [Awards(all), Counts, Figures(all), Uncommitted(all)];

    /// <summary>
    /// The tables that need nothing from the strike itself and are made before it: sums of movements, and the few projects that need a look
    /// one by one.
    /// </summary>
    public TemporaryTable[] Gather(bool all) => [Sums(all), Shared(all)];

    // Movements by month of their effective day, of the cells that were found or of all.
    private TemporaryTable Sums(bool all)
    {
        // By the index of days SQLite would look up every movement by itself.
        var month = ledger.MonthOf("m.effective_on");
        var movements = all ? $"movements m {OfGrant}" : $"{OfCells} join movements m on m.grant_id = g.id";
        return new("struck_flows", $"""
            select {Cell}, {month} as month,
                sum(m.amount) filter (where m.kind = 'COMMITMENT') as committed,
                sum(m.amount) filter (where m.kind = 'AMENDMENT') as amended,
                sum(m.amount) filter (where m.kind = 'DISBURSEMENT') as disbursed,
                sum(m.amount) filter (where m.kind = 'REFUND') as refunded,
                sum(m.amount) filter (where m.kind = 'CANCELLATION') as cancelled,
                max({Reliability("m.data_source")}) as reliability, count(*) as movements, max(m.recorded_at) as last_recorded_at
            from {movements} where {ledger.WithoutIndex("m.effective_on")} < @end
            group by c.province_code, g.programme_code, {month}
            """);
    }

    // Every grant with the day on which it was first committed, if it was, and the month of its cooperative's grant before it.
    // All first commitments are read in one go; those of some grants are looked up.
    private TemporaryTable Awards(bool all)
    {
        var (grants, effectiveOn) = all
            ? ($"{AllGrants} left join ({FirstCommitments}) f on f.grant_id = g.id", "f.effective_on")
            : (OfCells, $"({FirstCommitment}) as effective_on");
        return new("struck_awards", $"""
            with {Eras}
            select {Era}, g.effective_on, {Grant}, g.province_code, g.programme, g.amount, p.total_cost, g.data_source,
                lag(s.month) over (partition by g.cooperative_id, g.programme order by s.month) as cooperative_before
            from (
                select {Cell}, {Grant}, g.amount, g.data_source, {effectiveOn}
                from {grants}) g
            left join projects p on p.id = g.project_id left join eras s on s.month = {ledger.MonthOf("g.effective_on")}
            """);
    }

    // Projects are counted grant by grant, less those that had one before.
    private static TemporaryTable Counts => new("struck_counts", $"""
        select province_code, programme, month, cast(count(*) as integer) as grants, cast(count(project_id) as integer) as projects,
            sum(total_cost) as total_cost, sum(amount) filter (where total_cost is not null) as indh_contribution,
            {Each(
                Periods,
                period => $"cast(count(*) filter (where cooperative_before is null or cooperative_before < {period.Since}) as integer) "
                    + $"as {period.Period}_cooperatives")}
        from struck_awards where month is not null group by province_code, programme, month
        """);

    // Projects with several grants, in the order of their index.
    private static TemporaryTable Shared(bool all) => new(
        "struck_shared",
        $"select g.project_id from {(all ? "grants g" : OfCells)} where g.project_id is not null group by g.project_id "
            + "having count(*) > 1 order by g.project_id");

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

    // What stands beside the reported statements: grants first committed in the period. Where not all grants were listed, those of the
    // statements' provinces are looked up, in the order of these joins.
    private static TemporaryTable Figures(bool all)
    {
        var (grants, areOfProvince, programme, effectiveOn) = all
            ? ("struck_awards g", "g.province_code = v.code", "g.programme", "g.effective_on")
            : (
                "cooperatives c cross join grants g",
                "c.province_code = v.code and g.cooperative_id = c.id",
                "g.programme_code",
                $"({FirstCommitment})");
        var source = SourceOf($"max({Reliability("a.data_source")})");
        const string Contribution = "coalesce(sum(a.amount), 0) as indh_contribution";
        const string Awarded = "g.id, g.project_id, g.cooperative_id, g.amount, g.data_source";
        const string RankInProject =
            "row_number() over (partition by g.statement_id, g.project_id order by g.id) as rank_in_project";
        var ofProgramme = $"{programme} = s.programme_code "
            + $"or {programme} in (select code from programmes where code like s.programme_code || '-%')";
        return new("struck_figures", $"""
            select s.id, count(distinct a.project_id) as projects, count(distinct a.cooperative_id) as cooperatives,
                sum(case when a.rank_in_project = 1 then a.total_cost end) as total_cost, {Contribution}, {source} as source
            from statements s left join (
                select g.statement_id, g.project_id, g.cooperative_id, p.total_cost, g.amount, g.data_source, {RankInProject}
                from (
                    select s.id as statement_id, s."from", s."to", {Awarded}, {effectiveOn} as effective_on
                    from statements s cross join provinces v cross join {grants}
                    where (s.province_code is null or v.code = s.province_code) and {areOfProvince}
                        and (s.programme_code is null or {ofProgramme})) g
                left join projects p on p.id = g.project_id where g.effective_on between g."from" and g."to") a on a.statement_id = s.id
            group by s.id
            """);
    }

    // Grants that have no month.
    private static TemporaryTable Uncommitted(bool all)
    {
        var grants = all
            ? "struck_awards where effective_on is null"
            : "grants g where not exists (select 1 from movements where grant_id = g.id and kind = 'COMMITMENT')";
        return new("struck_uncommitted", $"""
            select count(*) as grants, coalesce(sum(amount), 0) as amount
            from {grants}
            """);
    }

    // Sources in the order of the enumeration, from the most reliable to the least.
    private static string Reliability(string source)
    {
        var places = Enum.GetValues<DataSource>().Select(value => $"when '{EnumNames.Of(value)}' then {(int)value}");
        return $"case {source} {string.Join(' ', places)} end";
    }
}
