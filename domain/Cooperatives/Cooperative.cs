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

    /// <summary>The number under which the office of the province knows it, once per province and never reused; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; private set; } = null!;

    /// <summary>The name in Arabic; null where unknown.</summary>
    public string? NameArabic { get; init; }

    /// <summary>Its entry in the register of cooperatives: the court and the local number; null where unknown.</summary>
    public string? RegisterNumber { get; init; }

    /// <summary>The common identifier of enterprises (ICE), 15 digits; null where unknown.</summary>
    public string? Ice
    {
        get;
        init => field = value is null || IsIce(value) ? value : throw new ArgumentException("An ICE has 15 digits.", nameof(value));
    }

    /// <summary>The legal form, such as "coopérative" or "union de coopératives"; null where unknown.</summary>
    public string? LegalForm { get; init; }

    /// <summary>Whether it is a women's cooperative ("coopérative féminine"); null where unknown.</summary>
    public bool? Womens { get; init; }

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

    /// <summary>When it was last entered or corrected by an office, UTC; null where it is as it was loaded.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The grants that it received.</summary>
    public IReadOnlyCollection<Grant> Grants { get; } = new List<Grant>();

    /// <summary>Its projects.</summary>
    public IReadOnlyCollection<Project> Projects { get; } = new List<Project>();

    /// <summary>The movements of its grants.</summary>
    public IReadOnlyCollection<Movement> Movements { get; } = new List<Movement>();

    /// <summary>What was measured of it.</summary>
    public IReadOnlyCollection<Observation> Observations { get; } = new List<Observation>();

    internal static bool IsIce(string text) => text.Length == 15 && text.All(char.IsAsciiDigit);
}
