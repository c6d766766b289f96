using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>
/// A row refers to one that is not there. Foreign keys forbid that, but whoever writes may switch them off, and sqlite3 does it by itself.
/// A join leaves such a row out, and the copy joins less than the database: it cannot hold the row.
/// </summary>
internal sealed class LostReferenceException(CopiedTable table) : Exception(
    $"The table {table.Entity.Table} has rows that refer to rows that are not there: something was written without foreign keys. "
        + "Restore what is missing, or remove what refers to it.");

/// <summary>Looks whether all is in the copy that its rows refer to.</summary>
/// <param name="tables">The tables that are copied.</param>
internal sealed class ReferredRows(CopiedTables tables)
{
    private readonly ILookup<EntityDescription, (CopiedTable By, ReferenceMember Reference)> _from = (
        from table in tables.All
        from reference in table.Required
        select (By: table, Reference: reference)).ToLookup(referring => referring.Reference.Target);

    /// <summary>Looks whether all is there that any row refers to.</summary>
    /// <exception cref="LostReferenceException">Something is not there.</exception>
    public void RequireAll(DuckDBConnection connection)
    {
        foreach (var table in tables.All)
        {
            Require(connection, table, null);
        }
    }

    /// <summary>Looks whether all is there that other rows of the copy refer to.</summary>
    /// <param name="connection">The copy.</param>
    /// <param name="table">The table of what is referred to.</param>
    /// <param name="keys">What may be missing of it; null for any row.</param>
    /// <exception cref="LostReferenceException">Something is not there.</exception>
    public void Require(DuckDBConnection connection, CopiedTable table, IReadOnlyList<Guid>? keys)
    {
        foreach (var (by, reference) in _from[table.Entity])
        {
            var referring = $"r.\"{reference.ForeignKeyColumn}\"";
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                select 1 from "{by.Entity.Table}" r
                where {(keys is null ? "" : $"{referring} in (select unnest($1)) and ")}not exists (
                  select 1 from "{table.Entity.Table}" t where t."{table.Entity.Key.Column}" = {referring})
                limit 1
                """;
            if (keys is not null)
            {
                command.Parameters.Add(new DuckDBParameter(keys.ToList()));
            }

            if (command.ExecuteScalar() is not null)
            {
                throw new LostReferenceException(by);
            }
        }
    }
}
