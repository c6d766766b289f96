using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Stores;

/// <summary>Where the graph reads, if not where the server writes; in the configuration's section <see cref="Section"/>.</summary>
internal sealed class ReplicaOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Database";

    /// <summary>The setting of the replica, as messages name it.</summary>
    internal const string Setting = $"{Section}__{nameof(ReadConnectionString)}";

    /// <summary>The header by which a client asks for what was written last, with the value 1: the answer comes from the primary.</summary>
    public const string FreshHeader = "GraphQL-Fresh";

    /// <summary>The connection string of a replica of the server's PostgreSQL; null for none. It may hold a secret: never log it.</summary>
    public string? ReadConnectionString { get; set; }

    /// <summary>Whether there is a replica.</summary>
    internal bool IsThere => !string.IsNullOrWhiteSpace(ReadConnectionString);

    /// <summary>The replica of a database, reached the same way; null for none.</summary>
    internal DatabaseOptions? Of(DatabaseOptions primary) => IsThere ? primary with { ConnectionString = ReadConnectionString! } : null;

    /// <summary>Whether a request is for the primary. Without a replica all are.</summary>
    internal bool IsFreshAsked(StringValues header) => IsThere && header == "1";
}
