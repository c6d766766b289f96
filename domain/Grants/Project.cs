using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Programmes;
using IndhCoops.Domain.Territory;

namespace IndhCoops.Domain.Grants;

/// <summary>Where a project stands.</summary>
public enum ProjectStatus
{
    /// <summary>Approved, not begun.</summary>
    Programmed,

    /// <summary>Under way.</summary>
    InProgress,

    /// <summary>Finished.</summary>
    Completed,

    /// <summary>Begun and stuck ("en souffrance").</summary>
    Stalled,

    /// <summary>Given up.</summary>
    Cancelled,
}

/// <summary>A project that a provincial committee approved; its cost is shared by the INDH, partners and the holder.</summary>
public sealed class Project
{
    private Project()
    {
    }

    /// <summary>A project of a province.</summary>
    public Project(
        Guid id,
        string title,
        Province province,
        decimal? totalCost,
        ProjectStatus status,
        DateOnly? approvedOn,
        DataSource dataSource,
        string? source)
    {
        Id = id;
        Title = Require.Text(title);
        Province = province;
        TotalCost = Require.Amount(totalCost);
        Status = status;
        ApprovedOn = approvedOn;
        DataSource = dataSource;
        Source = source;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The number under which the office of the province knows it, once per province and never reused; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>The title.</summary>
    public string Title { get; private set; } = null!;

    /// <summary>The province whose committee approved it.</summary>
    public Province Province { get; private set; } = null!;

    /// <summary>The cooperative that holds it; null where another body does.</summary>
    public Cooperative? Cooperative { get; init; }

    /// <summary>The programme under which it was approved.</summary>
    public Programme? Programme { get; init; }

    /// <summary>The total cost in MAD, all partners together; null where unknown.</summary>
    public decimal? TotalCost { get; private set; }

    /// <summary>
    /// The part of the total cost that its grants pay, from 0 to 1, to four decimals; above 1 where they exceed it. Null where the cost is
    /// unknown or zero, or no grant is known. The graph computes it.
    /// </summary>
    [Ratio]
    public decimal? IndhShare { get; }

    /// <summary>Where it stands.</summary>
    public ProjectStatus Status { get; private set; }

    /// <summary>The day of its approval; null where unknown.</summary>
    public DateOnly? ApprovedOn { get; private set; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Where the row was taken from.</summary>
    public string? Source { get; private set; }

    /// <summary>When it was last entered or corrected by an office, UTC; null where it is as it was loaded.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The grants that pay for the INDH's part.</summary>
    public IReadOnlyCollection<Grant> Grants { get; } = new List<Grant>();
}
