using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Balances;

/// <summary>A month whose balances have been struck.</summary>
public sealed class StruckMonth
{
    private StruckMonth()
    {
    }

    internal StruckMonth(DateOnly month, Phase? phase, bool isProvisional)
    {
        Month = month;
        Year = month.Year;
        Phase = phase;
        IsProvisional = isProvisional;
    }

    /// <summary>The month, by its first day.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>Its year.</summary>
    public int Year { get; private set; }

    /// <summary>The phase in whose years it lies; null where it lies in none.</summary>
    public Phase? Phase { get; internal set; }

    /// <summary>Whether it has not ended yet.</summary>
    public bool IsProvisional { get; internal set; }

    /// <summary>
    /// The strike that last changed a balance of this month or of one before; 0 before the first. Below zero where a correction has marked
    /// it for the next strike.
    /// </summary>
    public int Strike { get; private set; }
}
