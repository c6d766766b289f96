using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Stores.Postgres;

/// <summary>How much of PostgreSQL the server takes, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class PoolOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Database";

    /// <summary>
    /// The largest share of PostgreSQL's allowed connections that this process opens. The rest is for the functions and for people. Server
    /// processes on one database divide it: two take 0.35 each.
    /// </summary>
    [Range(0.01, 1)]
    public double ConnectionShare { get; set; } = 0.75;
}
