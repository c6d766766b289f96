namespace IndhCoops.Domain.Cooperatives;

/// <summary>Which side of the support a measurement stands on.</summary>
public enum ObservationStage
{
    /// <summary>Before the support.</summary>
    Baseline,

    /// <summary>At the time of the source.</summary>
    Current,
}

/// <summary>A measurement of a cooperative: an indicator, a value, a unit.</summary>
public sealed class Observation
{
    private Observation()
    {
    }

    /// <summary>A measurement of a cooperative.</summary>
    public Observation(
        Guid id,
        Cooperative cooperative,
        string indicator,
        decimal value,
        string unit,
        DateOnly? observedOn,
        ObservationStage stage,
        DataSource dataSource,
        string? source)
    {
        Id = id;
        Cooperative = cooperative;
        Indicator = Require.Text(indicator);
        Value = Require.Centimes(value);
        Unit = Require.Text(unit);
        ObservedOn = observedOn;
        Stage = stage;
        DataSource = dataSource;
        Source = source;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The number under which the office of the province knows it, once per province and never reused; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>The cooperative that was measured.</summary>
    public Cooperative Cooperative { get; private set; } = null!;

    /// <summary>What was measured: <c>members</c>, <c>womenMembers</c>, <c>workforce</c>, or another word.</summary>
    public string Indicator { get; private set; } = null!;

    /// <summary>The value, in the unit.</summary>
    public decimal Value { get; private set; }

    /// <summary>The unit, in the words of the source.</summary>
    public string Unit { get; private set; } = null!;

    /// <summary>The day of the measurement; null where unknown.</summary>
    public DateOnly? ObservedOn { get; private set; }

    /// <summary>Before the support, or at the time of the source.</summary>
    public ObservationStage Stage { get; private set; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>Where the row was taken from.</summary>
    public string? Source { get; private set; }

    /// <summary>When it was last entered or corrected by an office, UTC; null where it is as it was loaded.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
