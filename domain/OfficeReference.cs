namespace IndhCoops.Domain;

/// <summary>What an office gives a number of its own.</summary>
public enum ReferencedType
{
    /// <summary>A cooperative.</summary>
    Cooperative,

    /// <summary>A project.</summary>
    Project,

    /// <summary>A grant.</summary>
    Grant,

    /// <summary>An observation.</summary>
    Observation,
}

/// <summary>
/// A reference that a province has given, to which row: one province gives each once, and never again. Triggers keep the table, so that the
/// database refuses a second use whoever writes. Rows of the demonstration are not in it. References of movements are unique per grant by
/// an index.
/// </summary>
public sealed class OfficeReference
{
    private OfficeReference()
    {
    }

    /// <summary>What it names.</summary>
    public ReferencedType Type { get; private set; }

    /// <summary>The code of the province.</summary>
    [NotExposed]
    public string ProvinceCode { get; private set; } = null!;

    /// <summary>The reference.</summary>
    [NotExposed]
    public string Reference { get; private set; } = null!;

    /// <summary>The row that it names.</summary>
    public Guid RowId { get; private set; }
}
