using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>Makes contexts on the configured database.</summary>
public sealed class IndhCoopsContextFactory(DatabaseOptions database) : IDbContextFactory<IndhCoopsContext>
{
    private readonly Func<IndhCoopsContext> _create = database.Provider.Contexts(database);

    /// <inheritdoc/>
    public IndhCoopsContext CreateDbContext() => _create();

    /// <summary>
    /// Begins to build EF Core's model, a large part of a start, in the background. The first use waits for it, and gets its exception
    /// where it fails.
    /// </summary>
    public void BeginModel() => _ = Task.Run(() =>
    {
        using var context = CreateDbContext();
        return context.Model;
    });
}
