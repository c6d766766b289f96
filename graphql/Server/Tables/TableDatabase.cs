using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The database by connections that only tables use: however long those are read, queries find theirs.</summary>
internal sealed record TableDatabase(GraphDatabase Database) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
