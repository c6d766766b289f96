using IndhCoops.Databases;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>A month's report on the shipped facts and a small demo ledger, as every writer writes it.</summary>
public abstract class ReportFixture(DatabaseKind kind) : IAsyncLifetime
{
    private const int DemoCooperatives = 300;

    private TestDatabase _database = null!;

    /// <summary>The month that is reported on; bilans on 2019 to 2023 have ended by then.</summary>
    public static DateOnly Period { get; } = new(2024, 6, 1);

    /// <summary>The report.</summary>
    public MonthReport Report { get; private set; } = null!;

    /// <summary>Its files by name.</summary>
    public IReadOnlyDictionary<string, ReportContent> Files { get; private set; } = null!;

    /// <summary>Reads reports of this database.</summary>
    public MonthReportReader Reader { get; private set; } = null!;

    /// <summary>Every writer that the app registers.</summary>
    public static IReadOnlyList<IReportWriter> Writers { get; } =
        [.. new ServiceCollection().AddReporting().BuildServiceProvider().GetServices<IReportWriter>()];

    /// <summary>Every writer of provinces that the app registers.</summary>
    public static IReadOnlyList<IProvinceWriter> ProvinceWriters { get; } =
        [.. new ServiceCollection().AddReporting().BuildServiceProvider().GetServices<IProvinceWriter>()];

    /// <summary>Contexts on the same database, to compare with.</summary>
    public IndhCoopsContext Context() => _database.Contexts.CreateDbContext();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.WithDemoAsync(kind, DemoCooperatives, CancellationToken.None);
        await new BalanceStriker(_database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, CancellationToken.None);
        Reader = new MonthReportReader(_database.Contexts);
        Report = await Reader.ReadAsync(Period, 1, CancellationToken.None);
        Files = Writers.ToDictionary(writer => writer.FileName, writer => writer.Write(Report));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Reports of SQLite.</summary>
public sealed class SqliteReports() : ReportFixture(DatabaseKind.Sqlite);

/// <summary>Reports of PostgreSQL.</summary>
public sealed class PostgresReports() : ReportFixture(DatabaseKind.PostgreSql);
