using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>How much of PostgreSQL the server takes, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class PoolOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Which share of the connections that PostgreSQL allows this process opens at most. The rest is for the functions and for people. Of
    /// several server processes on one database each takes its part: 0.35 where there are two.
    /// </summary>
    [Range(0.01, 1)]
    public double ConnectionShare { get; set; } = 0.75;
}
