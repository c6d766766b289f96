namespace IndhCoops.Domain.Programmes;

/// <summary>The years and the envelope of a phase.</summary>
public sealed class PhasePeriod
{
    private PhasePeriod()
    {
    }

    /// <summary>A phase from its first to its last year.</summary>
    public PhasePeriod(Phase phase, int startYear, int endYear, DateOnly? launchedOn, decimal? envelope, string source)
    {
        Phase = phase;
        _ = Require.InOrder<int>(startYear, endYear, nameof(endYear));
        (StartYear, EndYear) = (startYear, endYear);
        LaunchedOn = launchedOn;
        Envelope = Require.Amount(envelope);
        Source = Require.Text(source);
    }

    /// <summary>The phase.</summary>
    public Phase Phase { get; private set; }

    /// <summary>Its first year.</summary>
    public int StartYear { get; private set; }

    /// <summary>Its last year.</summary>
    public int EndYear { get; private set; }

    /// <summary>The day on which it was launched; null where only the month or year is known.</summary>
    public DateOnly? LaunchedOn { get; private set; }

    /// <summary>The planned envelope in MAD.</summary>
    public decimal? Envelope { get; private set; }

    /// <summary>The kind of source.</summary>
    public DataSource DataSource { get; private set; } = DataSource.Press;

    /// <summary>Where the row was taken from.</summary>
    public string Source { get; private set; } = null!;
}
