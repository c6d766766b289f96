using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Entry;

/// <summary>Who enters, corrects or imports rows other than movements does so one after the other, so that what was looked up holds until it is written. SQLite has one writer anyway.</summary>
internal static class OfficeTurn
{
    private const long Key = 0x1D4_C00B;

    /// <summary>Waits until nobody else is at it, until the transaction ends.</summary>
    public static Task TakeAsync(IndhCoopsContext context, CancellationToken cancellationToken) => context.Database.IsSqlite()
        ? Task.CompletedTask
        : context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key})", cancellationToken);
}
