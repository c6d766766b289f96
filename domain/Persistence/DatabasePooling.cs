namespace IndhCoops.Domain.Persistence;

/// <summary>What stands between the program and PostgreSQL; the setting <c>Database__Pooling</c>.</summary>
public enum DatabasePooling
{
    /// <summary>Nothing: a connection is a session, and keeps what was prepared or set in it.</summary>
    None,

    /// <summary>A pooler such as PgBouncer, which gives each transaction whichever session is free. Nothing may depend on the session.</summary>
    Transaction,
}
