using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.Databases.Sqlite.Backups;

/// <summary>
/// A backup is not made, or not restored, as it was asked for; nothing was changed. The message says why, and what to do.
/// </summary>
public sealed class BackupRefusedException(string message, Exception? cause = null) : StartException(message, cause);
