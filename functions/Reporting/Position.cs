namespace IndhCoops.Functions.Reporting;

/// <summary>A month in MAD: what was promised and not yet paid at its beginning, what happened, and what was so at its end.</summary>
/// <param name="Opening">Promised and not yet paid at the beginning.</param>
/// <param name="Flows">What happened.</param>
/// <param name="Closing">Promised and not yet paid at the end.</param>
public sealed record Position(decimal Opening, Flows Flows, decimal Closing)
{
    /// <summary>Nothing promised, nothing happened.</summary>
    public static Position Zero { get; } = new(0, Flows.None, 0);

    /// <summary>The sum of positions of the same month.</summary>
    public static Position Sum(IEnumerable<Position> positions) => positions.Aggregate(Zero, (sum, position) => sum.Plus(position));

    private Position Plus(Position other) => new(Opening + other.Opening, Flows.Plus(other.Flows), Closing + other.Closing);
}
