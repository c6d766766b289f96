namespace IndhCoops.Domain.Programmes;

/// <summary>Figures that stand beside a reported statement. What cannot be computed is null.</summary>
public sealed class StatementFigures
{
    private StatementFigures()
    {
    }

    internal static StatementFigures Unknown { get; } = new();

    /// <summary>Number of projects.</summary>
    public int? Projects { get; private set; }

    /// <summary>Number of cooperatives.</summary>
    public int? Cooperatives { get; private set; }

    /// <summary>Total cost in MAD.</summary>
    public decimal? TotalCost { get; private set; }

    /// <summary>Part of the INDH in MAD.</summary>
    public decimal? IndhContribution { get; private set; }
}
