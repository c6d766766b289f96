using CsCheck;
using DuckDB.NET.Data;
using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Tests.Balances;
using IndhCoops.Functions.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using BalanceLine = IndhCoops.Domain.Tests.Balances.BalanceLine;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>Whatever the ledger holds, every file of every month's report shows what follows from it, to the centime.</summary>
public abstract class ExactnessTests(DatabaseKind kind) : IAsyncLifetime
{
    private const int Ledgers = 4;

    private static readonly DateOnly Current = new(2024, 7, 1);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _facts = null!;
    private Dictionary<string, string> _regions = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _facts = await TestDatabase.WithFactsAsync(kind, Cancelled);
        await using var context = _facts.Contexts.CreateDbContext();
        _regions = await context.Provinces.Include(province => province.Region).ToDictionaryAsync(
            province => province.Code, province => province.Region.Code, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _facts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_file_shows_the_same_figures_and_provinces_add_up_to_regions_and_the_country() =>
        await RandomLedgers.Any.SampleAsync(AssertExactAsync, iter: Ledgers, threads: 1);

    [Fact]
    public Task Sums_with_more_digits_than_any_amount_are_exact_too() =>
        AssertExactAsync(RandomLedgers.Full);

    private async Task AssertExactAsync(RandomGrant[] grants)
    {
        await using var database = await _facts.CopyAsync(Cancelled);
        var ledger = await RandomLedgers.RecordAsync(database, grants, Cancelled);
        await RecordAndStrikeAsync(database, ledger);

        using var folder = new TemporaryFolder();
        await using var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(Cancelled);
        var expected = ledger.Expected(Current).ToLookup(line => line.Id[..7]);
        foreach (var report in await ReportsAsync(database))
        {
            var lines = expected[$"{report.Period:yyyy-MM}"].ToList();
            var files = ReportFixture.Writers.ToDictionary(writer => writer.FileName, writer => writer.Write(report).Bytes);
            Assert.Equal(lines, ReadLines.OfCsv(files["balances.csv"], files["datapackage.json"]));
            Assert.Equal(
                lines, ReadLines.OfParquet(duck, folder.Write($"{report.Period:yyyy-MM}.parquet", files["balances.parquet"])));
            Assert.Equal(lines, ReadLines.OfWorkbook(files["report.xlsx"]));
            AssertAddsUp(lines, files);
        }
    }

    [Fact]
    public async Task Neither_the_order_of_recording_nor_restating_changes_a_byte() =>
        await Gen.Select(RandomLedgers.Any, Gen.Int).SampleAsync(
            async (grants, seed) =>
            {
                await using var restated = await _facts.CopyAsync(Cancelled);
                await using var afresh = await _facts.CopyAsync(Cancelled);
                var first = await RandomLedgers.RecordAsync(restated, grants, Cancelled);
                await RecordAndStrikeAsync(restated, first);
                var second = await RandomLedgers.RecordAsync(afresh, grants, Cancelled);
                await second.RecordAsync(
                    first.Shuffled(seed),
                    new MovementRecorder(afresh.Contexts, Options.Create(new LedgerOptions()), TimeProvider.System),
                    Cancelled);
                await Striker(afresh).StrikeAsync(afresh: true, Cancelled);

                Assert.Equal(await RowsAsync(restated), await RowsAsync(afresh));
                foreach (var (report, other) in (await ReportsAsync(restated)).Zip(await ReportsAsync(afresh)))
                {
                    // Only the strike may differ: its number, its time and its count of movements.
                    var same = other with { Strike = report.Strike };
                    Assert.Equal(report.Period, same.Period);
                    Assert.All(ReportFixture.Writers, writer => Assert.True(
                        writer.Write(report).Bytes.Span.SequenceEqual(writer.Write(same).Bytes.Span),
                        $"{writer.FileName} of {report.Period:yyyy-MM}"));
                }
            },
            iter: Ledgers,
            threads: 1);

    private BalanceStriker Striker(TestDatabase database) => new(database.Contexts, _clock);

    // Strikes some movements before the rest is recorded, so that months are restated.
    private async Task RecordAndStrikeAsync(TestDatabase database, RandomLedgers ledger)
    {
        foreach (var half in new[] { 0, 1 })
        {
            await ledger.RecordAsync(half, Cancelled);
            await Striker(database).StrikeAsync(afresh: false, Cancelled);
        }
    }

    private static async Task<List<BalanceLine>> RowsAsync(TestDatabase database)
    {
        await using var context = database.Contexts.CreateDbContext();
        return await BalanceLines.ReadAsync(context, Cancelled);
    }

    private static async Task<List<MonthReport>> ReportsAsync(TestDatabase database)
    {
        await using var context = database.Contexts.CreateDbContext();
        var reader = new MonthReportReader(database.Contexts);
        var reports = new List<MonthReport>();
        foreach (var month in await context.StruckMonths.Select(month => month.Month).Order().ToListAsync(Cancelled))
        {
            reports.Add(await reader.ReadAsync(month, 1, Cancelled));
        }

        return reports;
    }

    private void AssertAddsUp(List<BalanceLine> lines, Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var page = ReadBack.Page(files["report.html"]);
        var country = Figures(lines);
        var regions = _regions.Values.Distinct().Order(StringComparer.Ordinal).Select(
            region => Figures(lines.Where(line => _regions[Province(line)] == region)))
            .ToList();
        var provinces = lines.GroupBy(Province).OrderBy(balances => _regions[balances.Key], StringComparer.Ordinal).ThenBy(
            balances => balances.Key, StringComparer.Ordinal)
            .Select(balances => Figures(balances))
            .ToList();
        Assert.Equal(country, ReadBack.Figures(page.QuerySelector("#regions-mois tfoot tr")!));
        Assert.Equal(regions, page.QuerySelectorAll("#regions-mois tbody tr").Select(ReadBack.Figures));
        Assert.Equal(provinces, page.QuerySelectorAll("#provinces-mois tr:not(.sum):not(.group):has(data)").Select(ReadBack.Figures));

        var sheet = ReadBack.Sheet(files["report.xlsx"], "Totaux par région");
        string[] headings =
        [
            "Solde d’ouverture (MAD)", "Engagé (MAD)", "Avenants (MAD)", "Décaissé (MAD)", "Remboursé (MAD)", "Annulé (MAD)",
            "Solde de clôture (MAD)", "Subventions",
        ];
        Assert.Equal(
            [.. regions, country], sheet.Select(row => headings.Select(heading => Convert.ToDecimal(row[heading], null)).ToList()));
    }

    private static string Province(BalanceLine line) => line.Id.Split(':')[1];

    // In the order in which page and workbook show them.
    private static List<decimal> Figures(IEnumerable<BalanceLine> lines) => lines.Aggregate(
        new List<decimal>(new decimal[8]),
        (sum, line) => [.. sum.Zip(
            [
                line.Opening, line.Month.Committed!.Value, line.Month.Amended!.Value, line.Month.Disbursed!.Value,
                line.Month.Refunded!.Value, line.Month.Cancelled!.Value, line.Closing, line.Month.Grants!.Value,
            ],
            (total, figure) => total + figure)]);
}

public sealed class ExactOnSqlite() : ExactnessTests(DatabaseKind.Sqlite);

public sealed class ExactOnPostgres() : ExactnessTests(DatabaseKind.PostgreSql);
