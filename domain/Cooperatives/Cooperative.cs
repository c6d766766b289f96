using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Territory;

namespace IndhCoops.Domain.Cooperatives;

/// <summary>A cooperative under law 112-12, supported by the INDH.</summary>
public sealed class Cooperative
{
    private Cooperative()
    {
    }

    /// <summary>A cooperative that sits in a province.</summary>
    public Cooperative(Guid id, string name, Province province, int? foundedYear, DataSource dataSource, string? source)
    {
        Id = id;
        Name = Require.Text(name);
        Province = province;
        FoundedYear = foundedYear is null or (>= 1900 and <= 2100)
            ? foundedYear
            : throw new ArgumentOutOfRangeException(nameof(foundedYear), foundedYear, "A founding year lies between 1900 and 2100.");
        DataSource = dataSource;
        Source = source;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The name.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>The province in which it sits.</summary>
    public Province Province { get; private set; } = null!;

    /// <summary>What it makes or does; null where unknown.</summary>
    public ValueChain? ValueChain { get; init; }

    /// <summary>What it makes or does, in words.</summary>
    public string? Activity { get; init; }

    /// <summary>The year of its foundation; null where unknown.</summary>
    public int? FoundedYear { get; private set; }

    /// <summary>Whether it exports; null where unknown.</summary>
    public bool? Exports { get; init; }

    /// <summary>What a reader should know.</summary>
    public string? Note { get; init; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Where the row was taken from.</summary>
    public string? Source { get; private set; }

    /// <summary>The grants that it received.</summary>
    public IReadOnlyCollection<Grant> Grants { get; } = new List<Grant>();

    /// <summary>Its projects.</summary>
    public IReadOnlyCollection<Project> Projects { get; } = new List<Project>();

    /// <summary>What was measured of it.</summary>
    public IReadOnlyCollection<Observation> Observations { get; } = new List<Observation>();
}
