using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Databases;

/// <summary>
/// The table in which every write of a table that the graph shows leaves a line, within its own transaction, by triggers of the database
/// itself. The triggers stand in the migrations, and nowhere else.
/// </summary>
public static class WriteList
{
    /// <summary>Its name.</summary>
    public const string Table = "write_list";

    /// <summary>What the names of its triggers on a table have before the operation: <c>grants_written_insert</c>.</summary>
    public const string TriggerInfix = "_written_";

    /// <summary>
    /// What stands for a table in a line that tells of a change of the schema, with the version before and after it as its row: an import
    /// on SQLite drops a trigger and creates it again. A change of the schema without such a line is somebody else's.
    /// </summary>
    public const string Schema = "sqlite_schema";

    /// <summary>The tables that the graph shows.</summary>
    public static IReadOnlyList<string> TablesOf(DatabaseOptions database)
    {
        using var context = database.Provider.Contexts(database)();
        return [.. typeof(IndhCoopsContext).GetProperties()
            .Where(property =>
                property.PropertyType.IsGenericType
                    && property.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>)
                    && !property.IsDefined(typeof(NotExposedAttribute), inherit: false))
            .Select(property => context.Model.FindEntityType(property.PropertyType.GenericTypeArguments[0])!.GetTableName()!)];
    }
}
