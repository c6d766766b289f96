using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Summary;

/// <summary>What the project wants to be: a bound, and the figure of a run; null where it was not measured.</summary>
internal sealed record Target(string What, string Bound, double? Measured, bool IsMet);

/// <summary>The targets on a database, with the plan warm.</summary>
internal sealed class Targets(Measurements results, DatabaseKind database)
{
    /// <summary>How many clients ask, where a target does not name another number.</summary>
    public const int Few = 8;

    private const int Many = 64;

    private static readonly Work[] Judged = [Work.Flat, Work.Nested, Work.Groups];

    /// <summary>Each target beside what was measured.</summary>
    public IEnumerable<Target> All()
    {
        yield return AtLeast("flat page, of hand-written", 0.8, Rate(Work.Flat, Role.Graph, Role.Handwritten));
        yield return AtLeast("flat page, of PostGraphile", 5, Rate(Work.Flat, Role.Graph, Role.PostGraphile));
        yield return AtLeast("flat page, of plain GraphQL.NET", 2, Rate(Work.Flat, Role.Graph, Role.Plain));
        yield return AtLeast("nested page, of hand-written", 0.8, Rate(Work.Nested, Role.Graph, Role.Handwritten));
        yield return AtLeast("nested page, of PostGraphile", 3, Rate(Work.Nested, Role.Graph, Role.PostGraphile));
        var faster = database == DatabaseKind.PostgreSql ? 5 : 8;
        yield return AtLeast("groups, of hand-written", faster, Rate(Work.Groups, Role.Graph, Role.Handwritten));
        yield return AtLeast("months, of hand-written", 4, Rate(Work.Months, Role.Graph, Role.Handwritten));
        yield return AtLeast("distinct, of hand-written", 4, Rate(Work.Distinct, Role.Graph, Role.Handwritten));
        foreach (var work in Judged)
        {
            yield return AtLeast($"{work.Name}, answer kept, of ready-made bytes", 0.5, Rate(work, Role.Kept, Role.ReadyMade));
        }

        foreach (var work in Judged)
        {
            yield return AtMost(
                $"{work.Name}, p99 with {Many} clients, of hand-written",
                2,
                Ratio(Many, work, Role.Graph, Role.Handwritten, measured => measured.P99.TotalSeconds));
        }

        var flat = results.Find(database, Few, Work.Flat, Role.Graph);
        yield return AtMost(
            "flat page, bytes allocated, of 1 KB + 0.1 × its length", 1, flat?.AllocatedBytes / (1024 + (0.1 * flat?.AnswerBytes)));
        foreach (var walk in results.Walks.Where(walk => walk.Database == database))
        {
            yield return AtMost(FormattableString.Invariant($"page {walk.Page:N0} of a walk, time, of page 1"), 1.2, walk.Ratio);
        }
    }

    private double? Rate(Work work, Role role, Role reference) => Ratio(Few, work, role, reference, measured => measured.RequestsPerSecond);

    private double? Ratio(int connections, Work work, Role role, Role reference, Func<Measurement, double> figure) =>
        results.Find(database, connections, work, role) is { } own && results.Find(database, connections, work, reference) is { } other
            ? figure(own) / figure(other)
            : null;

    private static Target AtLeast(string what, double bound, double? measured) =>
        new(what, FormattableString.Invariant($"at least {bound}"), measured, measured >= bound);

    private static Target AtMost(string what, double bound, double? measured) =>
        new(what, FormattableString.Invariant($"at most {bound}"), measured, measured <= bound);
}
