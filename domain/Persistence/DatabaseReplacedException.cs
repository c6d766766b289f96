namespace IndhCoops.Domain.Persistence;

/// <summary>The file of the database is no longer the one that was opened: whatever is written to it is lost.</summary>
public sealed class DatabaseReplacedException(string path) : Exception(
    $"The database file {path} was removed or replaced while this program used it: what is written now would be lost. "
        + "Put the right file in its place, and start the program again.");
