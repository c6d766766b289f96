using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Entry;

/// <summary>
/// Who enters or corrects rows other than movements does so one after the other, and waits for an import that is under way: what was looked up holds until
/// it is written. SQLite has one writer anyway.
/// </summary>
internal static class OfficeTurn
{
    // The tables in the order in which an import locks them. Who records a movement locks its grant alone, and does not wait.
    private const string Lock = "lock table cooperatives, projects, grants, observations in share row exclusive mode";

    /// <summary>Waits until nobody else is at it. The turn ends with the transaction.</summary>
    public static Task TakeAsync(IndhCoopsContext context, CancellationToken cancellationToken) =>
        context.Database.IsSqlite() ? Task.CompletedTask : context.Database.ExecuteSqlRawAsync(Lock, cancellationToken);
}
