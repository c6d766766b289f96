using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using DuckDB.NET.Data;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Programmes;
using IndhCoops.GraphQL.Tests.Graph;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>One figure, however it is asked for, is one figure to the centime.</summary>
public abstract class SameFigureTests(GraphFixture graph)
{
    private static readonly string[] Keys =
    [
        "phase", "awardedOn(by: MONTH)", "awardedOn(by: WEEK) phase", "amount(bucket: 12345.67)", "cooperative { province { name } }",
        "cooperative { province { region { code } } foundedYear(bucket: 5) }", "programme { name } awardedOn(by: YEAR)",
        "project { status } dataSource",
    ];

    private static readonly Gen<Asked> GenAsked = Gen.Select(
        Maybe(Gen.Int[0, 500_000]),
        Maybe(Gen.Int[0, 500_000]),
        Maybe(Gen.Int[2006, 2026]),
        Gen.Int[1, 12].Array[0, 4],
        Gen.Bool,
        Maybe(Gen.Int[0, 2]),
        Gen.Int[0, Keys.Length - 1],
        (least, most, since, regions, undated, phase, key) => new Asked(
            least,
            most,
            since,
            [.. regions.Distinct().Select(region => $"MA-{region:00}")],
            undated,
            phase is { } which ? Enum.GetValues<Phase>()[which] : null,
            Keys[key]));

    private static Gen<int?> Maybe(Gen<int> number) => Gen.Select(Gen.Bool, number, (given, value) => given ? value : (int?)null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Totals_groups_tables_and_sql_agree()
    {
        await using var server = await TableServer.StartAsync(graph.Database);
        await GenAsked.SampleAsync(
            async asked =>
            {
                await using var context = graph.Context();
                var rows = await asked.Apply(context.Grants).Select(grant => grant.Amount).ToListAsync(Cancelled);
                var expected = (rows.Count, rows.Sum());

                var data = await graph.DataAsync(
                    $$"""{ grants(where: {{asked.Where}}) { totalCount aggregate { count sum { amount } } groups(first: 1000) { """
                        + $$"""key { {{asked.Key}} } count sum { amount } share { count } } } }""");
                var totals = data["grants"]!["aggregate"]!;
                Assert.Equal(expected, ((int)totals["count"]!, (decimal?)totals["sum"]!["amount"] ?? 0));
                Assert.Equal(expected.Count, (int)data["grants"]!["totalCount"]!);

                // More groups than a request may ask for come as a table.
                var groups = (await server.CsvAsync(
                    $$"""{ grants(where: {{asked.Where}}) { groups { key { {{asked.Key}} } count sum { amount } } } }"""))
                    .Skip(1)
                    .ToList();
                Assert.Equal(
                    expected,
                    (
                        groups.Sum(group => int.Parse(group[^2], CultureInfo.InvariantCulture)),
                        groups.Sum(group => decimal.Parse(group[^1], CultureInfo.InvariantCulture))));
                JsonArray page = data["grants"]!["groups"]!.AsArray();
                Assert.Equal(groups.Take(1000).Select(group => group[^1]), page.Select(group => $"{group!["sum"]!["amount"]}"));

                var list = $$"""{ grants(where: {{asked.Where}}) { nodes { amount } } }""";
                var csv = (await server.CsvAsync(list)).Skip(1).Select(row => decimal.Parse(row[0], CultureInfo.InvariantCulture)).ToList();
                Assert.Equal(expected, (csv.Count, csv.Sum()));
                Assert.Equal(expected, await SumOfParquetAsync(await server.BytesAsync("parquet", list)));
            },
            iter: 30,
            threads: 1);
    }

    private static async Task<(int Count, decimal Sum)> SumOfParquetAsync(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        await File.WriteAllBytesAsync(path, file, Cancelled);
        try
        {
            await using var database = new DuckDBConnection("Data Source=:memory:");
            await database.OpenAsync(Cancelled);
            await using var command = database.CreateCommand();
            command.CommandText = $"select count(*)::int, coalesce(sum(amount), 0)::decimal(38,2) from '{path}'";
            await using var row = await command.ExecuteReaderAsync(Cancelled);
            Assert.True(await row.ReadAsync(Cancelled));
            return (row.GetInt32(0), row.GetDecimal(1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A random filter on grants, as the graph and as the domain say it; and a key to group by.</summary>
    private sealed record Asked(
        int? Least, int? Most, int? Since, IReadOnlyList<string> Regions, bool WithUndated, Phase? Phase, string Key)
    {
        public string Where
        {
            get
            {
                var conditions = new List<string>();
                if (Least is not null || Most is not null)
                {
                    conditions.Add(
                        $"{{ amount: {{ {(Least is { } least ? $"gte: {least}.5 " : "")}{(Most is { } most ? $"lt: {most}.25" : "")} }} "
                            + "}");
                }

                if (Since is { } since)
                {
                    conditions.Add(
                        $$"""{ or: [{ awardedOn: { gte: "{{since}}-01-01" } """
                            + $$"""}{{(WithUndated ? ", { awardedOn: { eq: null } }" : "")}}] }""");
                }

                if (Regions.Count > 0)
                {
                    conditions.Add(
                        $$"""{ cooperative: { province: { region: { code: { """
                            + $$"""in: [{{string.Join(", ", Regions.Select(region => $"\"{region}\""))}}] } } } }""" + " }");
                }

                if (Phase is { } phase)
                {
                    conditions.Add($"{{ phase: {{ eq: {phase} }} }}");
                }

                return $"{{ and: [{string.Join(", ", conditions)}] }}";
            }
        }

        public IQueryable<Grant> Apply(IQueryable<Grant> grants)
        {
            grants = Least is { } least ? grants.Where(grant => grant.Amount >= least + 0.5m) : grants;
            grants = Most is { } most ? grants.Where(grant => grant.Amount < most + 0.25m) : grants;
            grants = Since is { } since
                ? grants.Where(grant => grant.AwardedOn >= new DateOnly(since, 1, 1) || (WithUndated && grant.AwardedOn == null))
                : grants;
            grants = Regions.Count > 0 ? grants.Where(grant => Regions.Contains(grant.Cooperative.Province.Region.Code)) : grants;
            return Phase is { } phase ? grants.Where(grant => grant.Phase == phase) : grants;
        }
    }
}

public sealed class SameFigureOnSqlite(SqliteGraph graph) : SameFigureTests(graph), IClassFixture<SqliteGraph>;

public sealed class SameFigureOnPostgres(PostgresGraph graph) : SameFigureTests(graph), IClassFixture<PostgresGraph>;
