using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Tables;

/// <summary>What can be set about tables, in the configuration's section <see cref="Section"/>.</summary>
public sealed class TableOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Tables";

    /// <summary>The most rows of a table.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxRows { get; set; } = 1_000_000;

    /// <summary>How long a table may take to read and to send.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);
}
