using System.Data.Common;
using System.Text.RegularExpressions;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Tests.Migrations;

/// <summary>All that a database says of its schema: a sorted line for each column, key, check, index, trigger and function.</summary>
internal static partial class DatabaseSchema
{
    private const string Postgres = """
        select c.relname || ' column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || ' collate ' || coalesce(l.collname, '') || case when a.attnotnull then ' not null' else '' end
            || coalesce(case a.attgenerated::text when '' then ' default ' else ' generated ' end || pg_get_expr(d.adbin, d.adrelid), '')
            || ' identity ' || a.attidentity::text
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        left join pg_collation l on l.oid = a.attcollation
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'S') and a.attnum > 0 and not a.attisdropped
        union all
        select conrelid::regclass || ' constraint ' || conname || ' ' || pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace
        union all
        select tablename || ' index ' || indexdef from pg_indexes where schemaname = 'public'
        union all
        select tgrelid::regclass || ' trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
        union all
        select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
        """;

    private const string Sqlite =
        "select type || ' ' || name || ' on ' || tbl_name, sql from sqlite_master "
            + "where sql is not null and name not in ('__EFMigrationsLock', 'sqlite_stat1')";

    public static async Task<IReadOnlyList<string>> ReadAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using (var command = context.Database.GetDbConnection().CreateCommand())
        {
            var isSqlite = context.Database.IsSqlite();
            command.CommandText = isSqlite ? Sqlite : Postgres;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                lines.AddRange(isSqlite ? SqliteLines(reader) : [OneLine(reader.GetString(0))]);
            }
        }

        await context.Database.CloseConnectionAsync();
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    // SQLite keeps the statements as they were written: those of tables are taken apart, as columns that came later stand elsewhere.
    private static IEnumerable<string> SqliteLines(DbDataReader reader)
    {
        var (name, sql) = (reader.GetString(0), OneLine(reader.GetString(1)));
        return name.StartsWith("table", StringComparison.Ordinal)
            ? Parts(sql[(sql.IndexOf('(', StringComparison.Ordinal) + 1)..sql.LastIndexOf(')')]).Select(part => $"{name}: {part}")
            : [$"{name}: {sql}"];
    }

    private static IEnumerable<string> Parts(string list)
    {
        var (depth, quoted, start) = (0, false, 0);
        for (var at = 0; at < list.Length; at++)
        {
            quoted ^= list[at] is '\'' or '"';
            depth += quoted ? 0 : list[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (!quoted && depth == 0 && list[at] == ',')
            {
                yield return list[start..at].Trim();
                start = at + 1;
            }
        }

        yield return list[start..].Trim();
    }

    private static string OneLine(string sql) => Space().Replace(sql, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
