using IndhCoops.Benchmarks.Lineup;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Summary;

/// <summary>The tables of the README, as Markdown: how fast everybody is, what a request costs, and which targets are met.</summary>
internal sealed class ReadmeTables(Measurements results, TextWriter output)
{
    /// <summary>Writes all of them.</summary>
    public void Write()
    {
        foreach (var place in results.All.GroupBy(result => (result.Database, result.Connections)))
        {
            var works = place.Select(result => result.Work).Distinct().ToList();
            WriteRates(place.Key.Database, place.Key.Connections, works);
            WriteCosts(place.Key.Database, place.Key.Connections, works);
        }

        WriteTargets();
    }

    private void WriteRates(DatabaseKind database, int connections, IEnumerable<Work> works)
    {
        output.WriteLine($"{NameOf(database)}, {Clients(connections)}, requests per second:");
        output.WriteLine();
        WriteHead(
            "work", "GraphQL", "hand-written", "ratio", "cold plan", "plain GraphQL.NET", "PostGraphile 5", "answers kept",
            "ready-made bytes", "ratio");
        foreach (var work in works)
        {
            double? Rate(Role role) => results.Find(database, connections, work, role)?.RequestsPerSecond;
            WriteRow(
                $"{work.Name}: {work.Description}",
                Figures.Rate(Rate(Role.Graph)),
                Figures.Rate(Rate(Role.Handwritten)),
                Figures.Ratio(Rate(Role.Graph) / Rate(Role.Handwritten)),
                Figures.Rate(Rate(Role.ColdPlan)),
                Figures.Rate(Rate(Role.Plain)),
                Figures.Rate(Rate(Role.PostGraphile)),
                Figures.Rate(Rate(Role.Kept)),
                Figures.Rate(Rate(Role.ReadyMade)),
                Figures.Ratio(Rate(Role.Kept) / Rate(Role.ReadyMade)));
        }

        output.WriteLine();
    }

    private void WriteCosts(DatabaseKind database, int connections, IEnumerable<Work> works)
    {
        output.WriteLine($"{NameOf(database)}, {Clients(connections)}, what a request takes (GraphQL / hand-written):");
        output.WriteLine();
        WriteHead("work", "p50 ms", "p99 ms", "CPU s per 1,000", "KB allocated", "KB answered");
        foreach (var work in works.Where(work => work.Form != AnswerForm.Schema))
        {
            var (own, other) =
                (results.Find(database, connections, work, Role.Graph), results.Find(database, connections, work, Role.Handwritten));
            string Both(Func<Measurement?, string> figure) => $"{figure(own)} / {figure(other)}";
            WriteRow(
                work.Name,
                Both(measured => Figures.Milliseconds(measured?.P50)),
                Both(measured => Figures.Milliseconds(measured?.P99)),
                Both(measured => Figures.Cpu(measured?.CpuSeconds)),
                Both(measured => Figures.Kilobytes(measured?.AllocatedBytes)),
                Figures.Kilobytes(own?.AnswerBytes));
        }

        output.WriteLine();
    }

    private void WriteTargets()
    {
        var targets = new Targets(results).All().ToList();
        if (targets.TrueForAll(target => target.Measured is null))
        {
            return;
        }

        output.WriteLine("Targets, PostgreSQL, plan warm, rates with 8 clients:");
        output.WriteLine();
        output.WriteLine("| target | bound | measured | |");
        output.WriteLine("|---|---|---:|---|");
        foreach (var target in targets)
        {
            WriteRow(
                target.What,
                target.Bound,
                Figures.Ratio(target.Measured),
                target.Measured is null ? "not in this run" : target.IsMet ? "met" : "**missed**");
        }
    }

    private void WriteHead(params IReadOnlyCollection<string> columns)
    {
        WriteRow([.. columns]);
        output.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---:|", columns.Count - 1))}");
    }

    private void WriteRow(params IEnumerable<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string NameOf(DatabaseKind database) => database == DatabaseKind.PostgreSql ? "PostgreSQL" : "SQLite";

    private static string Clients(int connections) => connections == 1 ? "1 client" : $"{connections} clients";
}
