using Microsoft.Data.Sqlite;
using Npgsql;

namespace IndhCoops.Domain.Persistence;

/// <summary>
/// The rules of the ledger that a check on one row cannot hold, kept by the database itself, whoever writes: a movement is
/// never edited or deleted, never more is disbursed than is committed, and an award outside its programme's years is explained.
/// </summary>
public static class LedgerTriggers
{
    private const string NeverEdited = "A movement is never edited or deleted; record another one that corrects it.";
    private const string NeverOverdrawn = "More would be disbursed than is committed, or more refunded than was disbursed.";
    private const string DatesExplained = "The award lies outside the years of its programme; say why in the note.";

    // SQLITE_CONSTRAINT_TRIGGER.
    private const int SqliteRaisedByTrigger = 1811;

    /// <summary>The statements that put the rules in place.</summary>
    public static IReadOnlyList<string> Create(DatabaseKind database) => database == DatabaseKind.Sqlite ? CreateInSqlite : CreateInPostgres;

    /// <summary>The statements that make every new movement leave a mark for the next strike of the balances.</summary>
    public static IReadOnlyList<string> CreateMarks(DatabaseKind database) => database == DatabaseKind.Sqlite
        ? ["create trigger movements_unstruck after insert on movements begin insert into unstruck_movements (movement_id) values (new.id); end"]
        : [
            """
            create function movements_unstruck() returns trigger language plpgsql as $$
            begin
                insert into unstruck_movements (movement_id) select id from added;
                return null;
            end $$
            """,
            "create trigger movements_unstruck after insert on movements referencing new table as added for each statement execute function movements_unstruck()",
        ];

    /// <summary>Whether this is how a database refuses a movement that would overdraw a grant.</summary>
    public static bool IsOverdraw(Exception? exception) => exception
        is SqliteException { SqliteExtendedErrorCode: SqliteRaisedByTrigger }
        or PostgresException { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: null };

    /// <summary>The statements that suspend the rules for a bulk load, which then proves them by <see cref="Violations"/>.</summary>
    public static IReadOnlyList<string> Suspend(DatabaseKind database) => database == DatabaseKind.Sqlite
        ? ["drop trigger movements_no_update", "drop trigger movements_no_delete", "drop trigger movements_never_overdrawn", "drop trigger grants_dates_explained_insert", "drop trigger grants_dates_explained_update", "drop trigger movements_unstruck"]
        : ["alter table movements disable trigger user", "alter table grants disable trigger user"];

    /// <summary>The statements that take up the rules again after <see cref="Suspend"/>.</summary>
    public static IReadOnlyList<string> Resume(DatabaseKind database) => database == DatabaseKind.Sqlite
        ? [.. CreateInSqlite, .. CreateMarks(database)]
        : ["alter table movements enable trigger user", "alter table grants enable trigger user"];

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

    /// <summary>The function that keeps grants from being overdrawn, put in the place of an earlier one.</summary>
    internal const string NeverOverdrawnInPostgres = $"""
        create or replace function ledger_never_overdrawn() returns trigger language plpgsql as $$
        declare
            available numeric;
            outstanding numeric;
        begin
            -- Two clerks who record on one grant at once wait for each other here. Both hold its key by now, as their movements
            -- refer to it: a lock on the key too would have each wait for the other for ever.
            perform 1 from grants where id = new.grant_id for no key update;
            select
                sum(case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end),
                sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end)
            into available, outstanding from movements where grant_id = new.grant_id;
            if available < 0 or outstanding < 0 then
                raise exception '{NeverOverdrawn}' using errcode = 'check_violation';
            end if;
            return null;
        end $$
        """;

    private static readonly IReadOnlyList<string> CreateInSqlite =
    [
        $"create trigger movements_no_update before update on movements begin select raise(abort, '{NeverEdited}'); end",
        $"create trigger movements_no_delete before delete on movements begin select raise(abort, '{NeverEdited}'); end",
        $"""
        create trigger movements_never_overdrawn after insert on movements begin
            select raise(abort, '{NeverOverdrawn}') from (
                select
                    sum(case kind when 'COMMITMENT' then amount when 'AMENDMENT' then amount when 'CANCELLATION' then -amount when 'DISBURSEMENT' then -amount else amount end) as available,
                    sum(case kind when 'DISBURSEMENT' then amount when 'REFUND' then -amount else 0 end) as outstanding
                from movements where grant_id = new.grant_id)
            where available < 0 or outstanding < 0;
        end
        """,
        SqliteDates("insert"),
        SqliteDates("update"),
    ];

    private static readonly IReadOnlyList<string> CreateInPostgres =
    [
        $"""
        create function ledger_never_edited() returns trigger language plpgsql as $$
        begin
            raise exception '{NeverEdited}' using errcode = 'restrict_violation';
        end $$
        """,
        "create trigger movements_never_edited before update or delete on movements for each row execute function ledger_never_edited()",
        NeverOverdrawnInPostgres,
        "create trigger movements_never_overdrawn after insert on movements for each row execute function ledger_never_overdrawn()",
        $"""
        create function grant_dates_explained() returns trigger language plpgsql as $$
        begin
            if new.note is null and exists (
                select 1 from programmes p where p.code = new.programme_code
                and (extract(year from new.awarded_on) < p.start_year or extract(year from new.awarded_on) > p.end_year)) then
                raise exception '{DatesExplained}' using errcode = 'check_violation';
            end if;
            return new;
        end $$
        """,
        "create trigger grants_dates_explained before insert or update on grants for each row execute function grant_dates_explained()",
    ];

    private static string SqliteDates(string operation) => $"""
        create trigger grants_dates_explained_{operation} before {operation} on grants when new.note is null begin
            select raise(abort, '{DatesExplained}') from programmes p where p.code = new.programme_code
                and (cast(substr(new.awarded_on, 1, 4) as integer) < p.start_year or cast(substr(new.awarded_on, 1, 4) as integer) > p.end_year);
        end
        """;
}
