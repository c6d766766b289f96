namespace IndhCoops.Domain.Persistence;

/// <summary>Parts of statements on the ledger. The triggers, which stand in the migrations, say the same.</summary>
internal static class LedgerSql
{
    /// <summary>What a movement adds to what is available.</summary>
    public const string Available =
        "case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end";

    /// <summary>What a movement adds to what is outstanding.</summary>
    public const string Outstanding = "case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end";

    /// <summary>What a movement adds to what is available, of a row of the graph.</summary>
    public const string Signed = $"case when {Expressions.Row}.\"kind\" in ('DISBURSEMENT', 'CANCELLATION') then -{Expressions.Row}.\"amount\" else {Expressions.Row}.\"amount\" end";

    /// <summary>What is available on the grant of a movement after it, of a row of the graph.</summary>
    public static string BalanceAfter(DatabaseKind database) =>
        $"(select sum({Available}) from movements b where b.grant_id = {Expressions.Row}.grant_id and (b.effective_on, b.{Entry(database)}) <= ({Expressions.Row}.effective_on, {Expressions.Row}.{Entry(database)}))";

    /// <summary>The column that orders movements as they were recorded. The rowid of SQLite grows with each, as nothing is ever deleted after the last.</summary>
    public static string Entry(DatabaseKind database) => database == DatabaseKind.Sqlite ? "rowid" : "entry";

    /// <summary>The first day on which a movement of a grant may take effect: of its award, else of its programme, and not before the INDH.</summary>
    public static string FirstDay(DatabaseKind database) => database == DatabaseKind.Sqlite
        ? "max(coalesce(g.awarded_on, printf('%04d-01-01', p.start_year)), (select printf('%04d-01-01', min(start_year)) from phase_periods))"
        : "greatest(g.awarded_on, case when g.awarded_on is null then make_date(p.start_year, 1, 1) end, (select make_date(min(start_year), 1, 1) from phase_periods))";
}
