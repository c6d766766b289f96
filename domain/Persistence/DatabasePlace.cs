using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Persistence;

internal static class DatabasePlace
{
    /// <summary>Where a database is, as far as that is no secret: many faults are another folder or database than was meant.</summary>
    public static string Place(this IndhCoopsContext context) => context.Provider.Place(context.Database.GetDbConnection());
}
