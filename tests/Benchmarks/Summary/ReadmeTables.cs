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

        foreach (var database in results.All.Select(result => result.Database).Distinct())
        {
            WriteTargets(database);
        }
    }

    private void WriteRates(DatabaseKind database, int connections, IReadOnlyCollection<Work> works)
    {
        double? Rate(Work work, Role role) => results.Find(database, connections, work, role)?.RequestsPerSecond;
        List<(string Head, Func<Work, string> Cell)> columns =
        [
            ("work", work => $"{work.Name}: {work.Description}"),
            ("GraphQL", work => Figures.Rate(Rate(work, Role.Graph))),
            ("hand-written", work => Figures.Rate(Rate(work, Role.Handwritten))),
            ("ratio", work => Figures.Ratio(Rate(work, Role.Graph) / Rate(work, Role.Handwritten))),
            ("cold plan", work => Figures.Rate(Rate(work, Role.ColdPlan))),
            ("plain GraphQL.NET", work => Figures.Rate(Rate(work, Role.Plain))),
            ("PostGraphile 5", work => Figures.Rate(Rate(work, Role.PostGraphile))),
            ("answers kept", work => Figures.Rate(Rate(work, Role.Kept))),
            ("ready-made bytes", work => Figures.Rate(Rate(work, Role.ReadyMade))),
            ("ratio", work => Figures.Ratio(Rate(work, Role.Kept) / Rate(work, Role.ReadyMade))),
        ];

        // The peers are not always asked.
        columns.RemoveAll(column => works.All(work => column.Cell(work) == Figures.Nothing));
        output.WriteLine($"{NameOf(database)}, {Clients(connections)}, requests per second:");
        output.WriteLine();
        WriteHead([.. columns.Select(column => column.Head)]);
        foreach (var work in works)
        {
            WriteRow(columns.Select(column => column.Cell(work)));
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

    // Those that this run measured.
    private void WriteTargets(DatabaseKind database)
    {
        var targets = new Targets(results, database).All().Where(target => target.Measured is not null).ToList();
        if (targets.Count == 0)
        {
            return;
        }

        output.WriteLine($"{NameOf(database)}, targets, plan warm, rates with {Clients(Targets.Few)}:");
        output.WriteLine();
        output.WriteLine("| target | bound | measured | |");
        output.WriteLine("|---|---|---:|---|");
        foreach (var target in targets)
        {
            WriteRow(target.What, target.Bound, Figures.Ratio(target.Measured), target.IsMet ? "met" : "**missed**");
        }

        output.WriteLine();
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
