using System.Diagnostics.Metrics;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Tests.Telemetry;

/// <summary>A ledger that was last struck on 20 June 2024, with reports of April and May.</summary>
public abstract class ReportedLedger(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    /// <summary>The kind of database.</summary>
    public DatabaseKind Kind => kind;

    /// <summary>Contexts on it.</summary>
    public IDbContextFactory<IndhCoopsContext> Contexts => _database.Contexts;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.WithDemoAsync(kind, 20, CancellationToken.None);
        await new BalanceStriker(_database.Contexts, new Still("2024-06-20T00:00:00+01:00")).StrikeAsync(
            afresh: false, CancellationToken.None);
        await using var context = _database.Contexts.CreateDbContext();
        var strike = await context.Strikes.SingleAsync();
        context.AddRange(new[] { 4, 5 }.Select(month => new Report(new DateOnly(2024, month, 1), 1, strike, DataSource.Synthetic)));
        await context.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class ReportedOnSqlite() : ReportedLedger(DatabaseKind.Sqlite);

public sealed class ReportedOnPostgres() : ReportedLedger(DatabaseKind.PostgreSql);

/// <summary>Whether reports come, as an operator is told.</summary>
public abstract class ReportWatchTests(ReportedLedger ledger)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2024-06-01T00:00:00+01:00", 2, 0, 0)]
    [InlineData("2024-06-20T12:00:00+01:00", 2, 468, 0)]
    [InlineData("2024-06-20T12:00:00+01:00", 3, 468, 1)]
    [InlineData("2024-07-01T00:30:00+01:00", 2, 720.5, 1)]
    [InlineData("2024-10-15T00:00:00+01:00", 2, 3264, 4)]
    public async Task It_tells_since_when_the_newest_reported_month_is_over_and_how_many_months_are_due(
        string now, int months, double hours, int due)
    {
        using var watch = Watch(now, months);
        using var measured = new Measurements(watch.Meters);

        await watch.Service.LookAsync(Cancelled);

        Assert.Equal(TimeSpan.FromHours(hours).TotalSeconds, measured.Last("indhcoops.report.age"));
        Assert.Equal(due, measured.Last("indhcoops.reports.due"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_measured()
    {
        var away = ledger.Kind == DatabaseKind.PostgreSql
            ? DatabaseOptions.PostgreSql("Host=127.0.0.1;Port=9;Database=indhcoops")
            : DatabaseOptions.SqliteFile(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}", "none.db"));
        using var watch = Watch("2024-07-02T12:00:00+01:00", months: 3, new IndhCoopsContextFactory(away));
        using var measured = new Measurements(watch.Meters);

        await watch.Service.LookAsync(Cancelled);

        Assert.Null(measured.Last("indhcoops.report.age"));
        Assert.Null(measured.Last("indhcoops.reports.due"));
    }

    private Watched Watch(string now, int months, IDbContextFactory<IndhCoopsContext>? contexts = null)
    {
        contexts ??= ledger.Contexts;
        var meters = new OwnMeters();
        return new Watched(
            new ReportWatch(
                contexts,
                new DueReports(contexts),
                Options.Create(new ReportOptions { Months = months }),
                new Still(now),
                meters,
                NullLogger<ReportWatch>.Instance),
            meters);
    }

    private sealed record Watched(ReportWatch Service, OwnMeters Meters) : IDisposable
    {
        public void Dispose()
        {
            Service.Dispose();
            Meters.Dispose();
        }
    }

    private sealed class OwnMeters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            var meter = new Meter(options);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }
}

public sealed class ReportWatchOnSqlite(ReportedOnSqlite ledger) : ReportWatchTests(ledger), IClassFixture<ReportedOnSqlite>;

public sealed class ReportWatchOnPostgres(ReportedOnPostgres ledger) : ReportWatchTests(ledger), IClassFixture<ReportedOnPostgres>;

/// <summary>A clock that stands still.</summary>
internal sealed class Still(string now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, null).ToUniversalTime();
}
