namespace IndhCoops.GraphQL.Stores;

/// <summary>Says that the database does not note all that is written.</summary>
internal static partial class UnwatchedTables
{
    /// <summary>Says it; once, and again when the triggers were there in between.</summary>
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Triggers that note what is written (their names contain _written_) are missing or switched off, "
            + "or a subscription writes the tables, which does not fire them. "
            + "Answers stay right, but none is kept beyond the next write of anything. "
            + "Restore the triggers from a backup, or switch them on (alter table … enable always trigger …)")]
    public static partial void Log(ILogger logger);
}
