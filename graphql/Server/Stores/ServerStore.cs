using IndhCoops.GraphQL.Engine.Running;

namespace IndhCoops.GraphQL.Stores;

/// <summary>The database as the server reads it. Each kind of database has a folder here.</summary>
internal abstract class ServerStore
{
    /// <summary>The key of the service that reads the database for tables: however long those are read, queries find connections.</summary>
    public const string ForTables = "tables";

    /// <summary>Finds out what the database allows this server, before it is first read.</summary>
    public virtual Task AskLimitsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Connections to read by.</summary>
    /// <param name="timeout">How long a statement may take.</param>
    /// <param name="forTables">Whether they are for tables.</param>
    public abstract GraphDatabase Connect(TimeSpan timeout, bool forTables);
}
