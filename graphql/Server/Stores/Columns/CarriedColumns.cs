using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>Keeps what rows carry of others up to date: a cooperative that moves takes its grants to its new province.</summary>
/// <param name="tables">The tables that are copied.</param>
internal sealed class CarriedColumns(CopiedTables tables)
{
    private readonly ILookup<EntityDescription, (CopiedTable By, CarriedFrom From, string Column)> _from = (
        from table in tables.All
        from column in table.Columns
        where column.Carried is not null
        select (By: table, From: column.Carried, Column: column.Name)).ToLookup(column => column.From.Reference.Target);

    /// <summary>What others carry of some rows, by the rows' keys; nothing where they carry nothing.</summary>
    /// <param name="connection">The copy.</param>
    /// <param name="table">The rows' table.</param>
    /// <param name="keys">Their keys.</param>
    public IReadOnlyDictionary<Guid, string> Read(DuckDBConnection connection, CopiedTable table, IReadOnlyList<Guid> keys)
    {
        var carried = new Dictionary<Guid, string>();
        var columns = _from[table.Entity].Select(column => $"\"{column.From.Column}\"").Distinct().ToList();
        if (columns.Count == 0)
        {
            return carried;
        }

        var key = $"\"{table.Entity.Key.Column}\"";
        using var command = connection.CreateCommand();
        command.CommandText =
            $"select {key}, row({string.Join(", ", columns)})::varchar from \"{table.Entity.Table}\" where {key} in (select unnest($1))";
        command.Parameters.Add(new DuckDBParameter(keys.ToList()));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            carried.Add(reader.GetGuid(0), reader.GetString(1));
        }

        return carried;
    }

    /// <summary>Renews what others carry of rows that were written, and says how many rows that were.</summary>
    /// <param name="connection">The copy.</param>
    /// <param name="table">The table that was written.</param>
    /// <param name="before">What was carried before of the rows that were written.</param>
    public int Renew(DuckDBConnection connection, CopiedTable table, IReadOnlyDictionary<Guid, string> before)
    {
        var after = Read(connection, table, [.. before.Keys]);
        List<Guid> changed = [.. after.Where(row => before[row.Key] != row.Value).Select(row => row.Key)];
        return changed.Count == 0 ? 0 : Renew(connection, table, changed);
    }

    /// <summary>Renews what others carry of all rows of a table, or of some, and says how many rows that were.</summary>
    /// <param name="connection">The copy.</param>
    /// <param name="table">The table that was written.</param>
    /// <param name="keys">The keys of the rows; null for all.</param>
    public int Renew(DuckDBConnection connection, CopiedTable table, List<Guid>? keys = null)
    {
        var renewed = 0;
        foreach (var columns in _from[table.Entity].GroupBy(column => (column.By, column.From.Reference)))
        {
            var (by, reference) = columns.Key;
            var row = $"\"{by.Entity.Table}\"";
            var key = $"r.\"{table.Entity.Key.Column}\"";
            var isOther = columns.Select(column => $"{row}.\"{column.Column}\" is distinct from r.\"{column.From.Column}\"");
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                update {row} set {string.Join(", ", columns.Select(column => $"\"{column.Column}\" = r.\"{column.From.Column}\""))}
                from "{table.Entity.Table}" r
                where {key} = {row}."{reference.ForeignKeyColumn}"{(keys is null ? "" : $" and {key} in (select unnest($1))")}
                  and ({string.Join(" or ", isOther)})
                """;
            if (keys is not null)
            {
                command.Parameters.Add(new DuckDBParameter(keys));
            }

            renewed += command.ExecuteNonQuery();
        }

        return renewed;
    }
}
