using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

/// <summary>Bounds how long a write waits for a database that keeps silent or is locked by others: not as long as its caller lives.</summary>
internal static class WriteWait
{
    /// <summary>Bounds every statement of a context.</summary>
    public static void BoundStatements(IndhCoopsContext context, TimeSpan wait)
    {
        if (context.Database.GetDbConnection() is SqliteConnection connection)
        {
            // At least a second: 0 would be for ever.
            connection.DefaultTimeout = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.Database.SetCommandTimeout(connection.DefaultTimeout);
        }
        else
        {
            // Locks say first why they are not given.
            context.Database.SetCommandTimeout(wait + TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Bounds the locks of a transaction that has begun.</summary>
    public static async Task BoundLocksAsync(IndhCoopsContext context, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (context.Database.IsNpgsql())
        {
            var milliseconds = ((long)wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            await context.Database.ExecuteSqlAsync($"select set_config('lock_timeout', {milliseconds}, true)", cancellationToken);
        }
    }
}
