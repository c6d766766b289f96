using Microsoft.Data.Sqlite;
using Npgsql;

namespace IndhCoops.Domain.Persistence;

/// <summary>
/// The rules of the ledger that a check on one row cannot hold, kept by the database itself, whoever writes: a movement is
/// never edited or deleted, the ledger of a grant is sound on every day, a movement lies on a day that its grant may have one, and an award
/// outside its programme's years is explained. The triggers stand in the migrations, and nowhere else.
/// </summary>
internal static class LedgerTriggers
{
    // What the triggers of SQLite say begins so.
    private const string Overdrawn = "More would be disbursed", Day = "The movement would take effect";

    // SQLITE_CONSTRAINT_TRIGGER.
    private const int SqliteRaisedByTrigger = 1811;

    /// <summary>Whether this is how a database refuses a movement that would overdraw a grant.</summary>
    public static bool IsOverdraw(Exception? exception) => Is(exception, "ledger_sound", Overdrawn);

    /// <summary>Whether this is how a database refuses a movement for its day.</summary>
    public static bool IsDay(Exception? exception) => Is(exception, "ledger_days", Day);

    private static bool Is(Exception? exception, string constraint, string message) => exception switch
    {
        SqliteException { SqliteExtendedErrorCode: SqliteRaisedByTrigger } sqlite => sqlite.Message.Contains(message, StringComparison.Ordinal),
        PostgresException postgres => postgres.ConstraintName == constraint,
        _ => false,
    };
}
