using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndhCoops.GraphQL.Stores;

/// <summary>Looks whether a database can be used. It may be asked every second.</summary>
internal abstract class DatabaseProbe
{
    /// <summary>What operators are told while it can be used.</summary>
    public const string Ready = "ready";

    /// <summary>Whether it can be used now. The text names no file, machine or user: everybody may read it.</summary>
    public abstract Task<HealthCheckResult> LookAsync(CancellationToken cancellationToken);

    /// <summary>Looks once, at the start, for damage that requests would find only later.</summary>
    public virtual Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends the loading: writes the database's journal into its file, so that a later damage of the file is noticed.</summary>
    public virtual Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Why the program must end: the database is no longer the one that it opened. Null where it is.</summary>
    public virtual string? Loss() => null;
}
