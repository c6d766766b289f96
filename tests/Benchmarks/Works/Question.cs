namespace IndhCoops.Benchmarks.Works;

/// <summary>What a client asks for in one region since one year.</summary>
internal sealed record Question(string Region, int Since)
{
    /// <summary>Every region with a few years: no answer repeats soon.</summary>
    public static IReadOnlyList<Question> All { get; } =
        [
            .. from since in new[] { 2005, 2010, 2015, 2020 } from region in Enumerable.Range(1, 12) select new Question(
                $"MA-{region:00}",
                since),
        ];
}
