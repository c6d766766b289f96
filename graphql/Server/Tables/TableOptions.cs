using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Tables;

/// <summary>What can be set about tables, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class TableOptions
{
    public const string Section = "Tables";

    /// <summary>The most rows of a table.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxRows { get; set; } = 1_000_000;

    /// <summary>How long a table may take to read and to send.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most tables that are read or sent at once. They take no places of queries and no connections of theirs.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>The same for one client, by its address.</summary>
    [Range(1, 10_000)]
    public int PerClient { get; set; } = 2;

    /// <summary>
    /// The most bytes of one table that wait in a file for a client that is slower than the database; all tables together take at most
    /// <see cref="MaxConcurrent"/> times as many. A table of more is broken off.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long SpoolBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>The folder of these files; null for the system's folder of temporary files.</summary>
    public string? SpoolFolder { get; set; }
}
