namespace IndhCoops.Domain.Persistence;

/// <summary>The database could not be made or brought up to date; nothing was changed. The message says why, and what to do.</summary>
public sealed class DatabasePreparationException(string message, Exception? cause = null) : Exception(message, cause);
