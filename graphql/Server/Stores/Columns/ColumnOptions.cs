using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>When the copy by columns is kept.</summary>
internal enum ColumnUse
{
    // In this order: 0 and 1 may be given for the first two.

    /// <summary>Never.</summary>
    False,

    /// <summary>Always.</summary>
    True,

    /// <summary>Where it pays: from 100,000 rows on.</summary>
    Auto,
}

/// <summary>What can be set about the copy of the data by columns, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class ColumnOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Columns";

    private const long LeastMemory = 64L << 20, MostMemory = 4L << 30;

    /// <summary>When there is a copy.</summary>
    [EnumDataType(typeof(ColumnUse), ErrorMessage = "it must be true, false or auto")]
    public ColumnUse Enabled { get; set; } = ColumnUse.Auto;

    /// <summary>
    /// The most bytes that the copy and its queries take; a query that needs more spills to <see cref="Folder"/>. Null for a quarter of
    /// what the process may have, at most 4 GiB.
    /// </summary>
    [Range(LeastMemory, long.MaxValue)]
    public long? MaxMemory { get; set; }

    /// <summary>
    /// The folder that large queries spill to; each process makes one of its own in it. Null for the system's folder for temporary files.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>The bytes that are allowed.</summary>
    internal long Memory => MaxMemory ?? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, LeastMemory, MostMemory);
}
