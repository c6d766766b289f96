using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Columns;

namespace IndhCoops.GraphQL.Tests.Stores;

/// <summary>
/// The copy by columns in the place of the database: what holds of every store is asked of it too, pages and lists in lists included.
/// </summary>
internal sealed class CopiedDatabase : GraphDatabase
{
    private readonly ColumnsDatabase _copy;

    private CopiedDatabase(ColumnsDatabase copy, CopiedTables tables) => (_copy, Dialect) = (copy, new ColumnsDialect(tables));

    public override SqlDialect Dialect { get; }

    /// <summary>Copies all that a graph has in a database.</summary>
    public static async Task<CopiedDatabase> OfAsync(GraphDatabase source, GraphModel model)
    {
        var tables = new CopiedTables(model);
        var copy = new ColumnsDatabase(256L << 20, spill: null, tables);
        await using var reading = await source.BeginAsync(isSnapshotNeeded: true, CancellationToken.None);
        await new LoadedColumns(copy, tables).LoadAsync(
            new ColumnsSource(reading, source.Dialect, DataState.First(1, [])), CancellationToken.None);
        return new CopiedDatabase(copy, tables);
    }

    public override ValueTask DisposeAsync()
    {
        _copy.Dispose();
        return base.DisposeAsync();
    }

    internal override ValueTask<GraphReading> BeginAsync(bool isSnapshotNeeded, CancellationToken cancellationToken) =>
        new(ColumnsReading.Begin(_copy, isSnapshotNeeded, isStreaming: isSnapshotNeeded)!);
}
