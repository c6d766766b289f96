using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

internal static class DatabasePlace
{
    /// <summary>Where a database is, as far as that is no secret: many faults are another folder or database than was meant.</summary>
    public static string Place(this IndhCoopsContext context)
    {
        var connection = context.Database.GetDbConnection();
        return context.Database.IsSqlite() ? Path.GetFullPath(connection.DataSource) : $"{connection.Database} at {connection.DataSource}";
    }
}
