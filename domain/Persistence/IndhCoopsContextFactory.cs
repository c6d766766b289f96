using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>Makes contexts on the configured database.</summary>
public sealed class IndhCoopsContextFactory(DatabaseOptions database) : IDbContextFactory<IndhCoopsContext>
{
    private readonly Func<IndhCoopsContext> _create = database.Provider.Contexts(database);

    /// <inheritdoc/>
    public IndhCoopsContext CreateDbContext() => _create();

    /// <summary>
    /// Begins to make the model and what EF Core needs around it, a large part of a start, while others go on. Whoever needs it then waits for it, or finds the fault that it has.
    /// </summary>
    public void BeginModel() => _ = Task.Run(() =>
    {
        using var context = CreateDbContext();
        return context.Model;
    });
}
