using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Postgres.Migrations;

/// <summary>
/// The write list: each write of a table that the graph shows leaves a line in it, within its own transaction. It says what kept answers may still be given, and nothing of who
/// wrote: that is in <c>changes</c>.
/// </summary>
[DbContext(typeof(PostgresIndhCoopsContext))]
[Migration("20261128140000_WriteList")]
public sealed class WriteList : Migration
{
    // Offices write these row by row, and they are large: a line has the ids of up to 100 rows.
    private static readonly string[] ByRow = ["cooperatives", "projects", "grants", "movements", "observations"];

    // Small, or written as a whole: a line without ids costs no copy of the rows that were written.
    private static readonly string[] AsAWhole =
        ["regions", "provinces", "phase_periods", "programmes", "value_chains", "statements", "balances", "strikes", "reports", "report_files", "imports", "changes"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // A snapshot tells which transactions it sees (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT), so that a slow one is never skipped: it is not
        // in the snapshot of whoever asked before it ended. The number of a line says nothing of that.
        migrationBuilder.Sql(
            """
            create table write_list (
                id bigint generated always as identity constraint pk_write_list primary key,
                xid xid8 not null default pg_current_xact_id(),
                table_name text collate "C",
                row_ids uuid[],
                forgotten xid8,
                constraint ck_write_list_line check ((table_name is null) <> (forgotten is null)))
            """);
        migrationBuilder.Sql("create index ix_write_list_xid on write_list (xid)");

        AddFunction(
            migrationBuilder,
            "write_list_rows",
            """
            declare
                ids uuid[] := array(select id from written limit 101);
            begin
                if cardinality(ids) > 0 then
                    insert into write_list (table_name, row_ids) values (tg_table_name, case when cardinality(ids) <= 100 then ids end);
                end if;
                return null;
            end
            """);
        AddFunction(
            migrationBuilder,
            "write_list_changed_rows",
            """
            declare
                ids uuid[] := array(select id from written limit 101);
            begin
                if cardinality(ids) > 0 then
                    insert into write_list (table_name, row_ids) values (tg_table_name, case when cardinality(ids) <= 100 then array(select unnest(ids) union select id from former) end);
                end if;
                return null;
            end
            """);
        AddFunction(
            migrationBuilder,
            "write_list_table",
            """
            begin
                insert into write_list (table_name) values (tg_table_name);
                return null;
            end
            """);

        // Of what is removed a line remains: the last transaction of which something was removed. Whoever has not seen that one may have missed something. A transaction that keeps its
        // snapshot would fail where another one has removed the same lines.
        AddFunction(
            migrationBuilder,
            "write_list_shorten",
            """
            begin
                if current_setting('transaction_isolation') = 'read committed' then
                    with removed as (
                        delete from write_list
                        where id in (select id from write_list where id < new.id - 4096 order by id limit 4096 for update skip locked)
                        returning xid)
                    insert into write_list (forgotten) select xid from removed order by xid desc limit 1;
                end if;
                return null;
            end
            """);
        migrationBuilder.Sql("create trigger write_list_shorten after insert on write_list for each row when (new.id % 256 = 0) execute function write_list_shorten()");

        foreach (var table in ByRow)
        {
            AddTrigger(migrationBuilder, table, "insert", "referencing new table as written", "write_list_rows");
            AddTrigger(migrationBuilder, table, "update", "referencing old table as former new table as written", "write_list_changed_rows");
            AddTrigger(migrationBuilder, table, "delete", "referencing old table as written", "write_list_rows");
            AddTrigger(migrationBuilder, table, "truncate", "", "write_list_table");
        }

        foreach (var table in AsAWhole)
        {
            AddTrigger(migrationBuilder, table, "insert", "", "write_list_table");
            AddTrigger(migrationBuilder, table, "update", "", "write_list_table");
            AddTrigger(migrationBuilder, table, "delete", "", "write_list_table");
            AddTrigger(migrationBuilder, table, "truncate", "", "write_list_table");
        }
    }

    // Who may write a table need not have a right on the list. No temporary table of the same name stands in for it.
    private static void AddFunction(MigrationBuilder migrationBuilder, string name, string body)
    {
        migrationBuilder.Sql($"create function {name}() returns trigger language plpgsql security definer as $$\n{body} $$");
        migrationBuilder.Sql($"do $$ begin execute format('alter function {name}() set search_path = %I, pg_temp', current_schema()); end $$");
    }

    // Always: also in a session that applies what another server wrote (session_replication_role).
    private static void AddTrigger(MigrationBuilder migrationBuilder, string table, string operation, string rows, string function)
    {
        migrationBuilder.Sql($"create trigger {table}_written_{operation} after {operation} on {table} {rows} for each statement execute function {function}()");
        migrationBuilder.Sql($"alter table {table} enable always trigger {table}_written_{operation}");
    }
}
