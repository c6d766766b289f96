using IndhCoops.Domain.Persistence;

namespace IndhCoops.Databases;

/// <summary>Where a temporary database is; disposing removes it.</summary>
internal interface IDatabaseLocation : IAsyncDisposable
{
    /// <summary>How to reach it.</summary>
    DatabaseOptions Options { get; }
}
