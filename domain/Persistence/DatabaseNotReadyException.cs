namespace IndhCoops.Domain.Persistence;

/// <summary>The database lacks tables or changes that this version needs. The message says who makes them.</summary>
public sealed class DatabaseNotReadyException(string message) : Exception(message);
