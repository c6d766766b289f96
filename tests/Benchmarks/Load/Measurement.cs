namespace IndhCoops.Benchmarks.Load;

/// <summary>What a round gave.</summary>
/// <param name="RequestsPerSecond">Requests that were answered in a second.</param>
/// <param name="P50">The time within which half of them were.</param>
/// <param name="P99">The time within which 99 of 100 were.</param>
/// <param name="AllocatedBytes">The bytes that the server allocated for a request; null where it does not say.</param>
/// <param name="CpuSeconds">The processor time that the server (not its database) took for 1,000 requests.</param>
/// <param name="AnswerBytes">How long an answer is.</param>
internal sealed record Measurement(
    double RequestsPerSecond, TimeSpan P50, TimeSpan P99, double? AllocatedBytes, double CpuSeconds, double AnswerBytes)
{
    /// <summary>The middle of several rounds, figure by figure.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> rounds) => new(
        Middle(rounds, round => round.RequestsPerSecond),
        Middle(rounds, round => round.P50),
        Middle(rounds, round => round.P99),
        Middle(rounds, round => round.AllocatedBytes),
        Middle(rounds, round => round.CpuSeconds),
        Middle(rounds, round => round.AnswerBytes));

    private static T Middle<T>(IReadOnlyList<Measurement> rounds, Func<Measurement, T> figure) =>
        rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
}
