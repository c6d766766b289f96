using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IndhCoops.Domain.Databases.Sqlite.Migrations;

/// <summary>
/// The write list: each write of a table that the graph shows leaves a line in it, within its own transaction. It says what kept answers may still be given, and nothing of who
/// wrote: that is in <c>changes</c>.
/// </summary>
[DbContext(typeof(SqliteIndhCoopsContext))]
[Migration("20261128140000_WriteList")]
public sealed class WriteList : Migration
{
    // Offices write these row by row, and they are large: a line has the id of its row.
    private static readonly string[] ByRow = ["cooperatives", "projects", "grants", "movements", "observations"];

    private static readonly string[] AsAWhole =
        ["regions", "provinces", "phase_periods", "programmes", "value_chains", "statements", "balances", "strikes", "reports", "report_files", "imports", "changes"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // Writers come one after the other, so numbers are in the order of commits and have no gaps: where lines are missing between two, some were removed.
        migrationBuilder.Sql("create table write_list (id integer not null constraint pk_write_list primary key, table_name text not null, row_id blob)");
        migrationBuilder.Sql("create trigger write_list_shorten after insert on write_list when new.id % 1024 = 0 begin delete from write_list where id <= new.id - 8192; end");

        foreach (var table in ByRow)
        {
            AddTrigger(migrationBuilder, table, "insert", "new.id");
            AddTrigger(migrationBuilder, table, "update", "new.id");
            AddTrigger(migrationBuilder, table, "delete", "old.id");
            migrationBuilder.Sql(
                $"create trigger {table}_written_moved after update of id on {table} when new.id is not old.id begin insert into write_list (table_name, row_id) values ('{table}', old.id); end");
        }

        foreach (var table in AsAWhole)
        {
            AddTrigger(migrationBuilder, table, "insert", "null");
            AddTrigger(migrationBuilder, table, "update", "null");
            AddTrigger(migrationBuilder, table, "delete", "null");
        }
    }

    private static void AddTrigger(MigrationBuilder migrationBuilder, string table, string operation, string row) => migrationBuilder.Sql(
        $"create trigger {table}_written_{operation} after {operation} on {table} begin insert into write_list (table_name, row_id) values ('{table}', {row}); end");
}
