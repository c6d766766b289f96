using GraphQL;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>What resolvers read with.</summary>
internal static class Reading
{
    /// <summary>A context for one resolver: those of a request run at the same time.</summary>
    public static IndhCoopsContext OpenDatabase(this IResolveFieldContext context) =>
        context.RequestServices!.GetRequiredService<IDbContextFactory<IndhCoopsContext>>().CreateDbContext();
}
