using Microsoft.Data.Sqlite;
using Npgsql;

namespace IndhCoops.Domain.Persistence;

/// <summary>
/// The rules of the ledger that a check on one row cannot hold, kept by the database itself, whoever writes: a movement is
/// never edited or deleted, never more is disbursed than is committed, and an award outside its programme's years is explained.
/// The triggers stand in the migrations, and nowhere else.
/// </summary>
public static class LedgerTriggers
{
    // SQLITE_CONSTRAINT_TRIGGER.
    private const int SqliteRaisedByTrigger = 1811;

    /// <summary>Whether this is how a database refuses a movement that would overdraw a grant.</summary>
    public static bool IsOverdraw(Exception? exception) => exception
        is SqliteException { SqliteExtendedErrorCode: SqliteRaisedByTrigger }
        or PostgresException { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: null };

    /// <summary>Counts what breaks the rules: grants that are overdrawn at any point of the recorded order, and unexplained dates.</summary>
    public const string Violations = """
        select
            (select count(*) from (
                select
                    sum(case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end)
                        over (partition by grant_id order by recorded_at, id) as available,
                    sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end)
                        over (partition by grant_id order by recorded_at, id) as outstanding
                from movements) as running
             where available < 0 or outstanding < 0)
            +
            (select count(*) from grants g join programmes p on p.code = g.programme_code
             where g.note is null and (cast(substr(cast(g.awarded_on as text), 1, 4) as integer) < p.start_year or cast(substr(cast(g.awarded_on as text), 1, 4) as integer) > p.end_year))
        """;
}
