using System.Collections.Concurrent;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>
/// The graph's model and its schema as they are with nothing set. They take a while to make and never change: all servers and fixtures
/// share them.
/// </summary>
internal sealed record MadeGraph(GraphModel Model, GraphSchema Schema)
{
    private static readonly ConcurrentDictionary<(DatabaseKind Kind, bool IsRelay), Lazy<MadeGraph>> All = new();

    /// <summary>Those of a kind of database.</summary>
    public static MadeGraph Of(DatabaseOptions database, bool isRelay = false) =>
        All.GetOrAdd((database.Kind, isRelay), _ => new Lazy<MadeGraph>(() => Make(database, isRelay))).Value;

    private static MadeGraph Make(DatabaseOptions database, bool isRelay)
    {
        using var context = new IndhCoopsContextFactory(database).CreateDbContext();
        var model = OfficeGraph.Model(context.Model, new RelayOptions { Enabled = isRelay });
        return new MadeGraph(model, OfficeGraph.Schema(model, new PagingOptions()));
    }
}
