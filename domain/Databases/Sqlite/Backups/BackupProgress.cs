namespace IndhCoops.Domain.Databases.Sqlite.Backups;

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">Pages that are copied.</param>
/// <param name="Total">Pages in all; 0 where that is not known.</param>
public readonly record struct BackupProgress(string Step, int Done, int Total);
