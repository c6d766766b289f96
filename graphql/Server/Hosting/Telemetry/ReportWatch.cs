using System.Diagnostics.Metrics;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Telemetry;
using IndhCoops.GraphQL.Hosting.Lifetime;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>
/// Measures how old the newest report is and how many are due: the server, not the functions, as it runs when the timers have stopped. It
/// asks the database once a minute, and only where metrics are collected.
/// </summary>
internal sealed partial class ReportWatch : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<IndhCoopsContext> _contexts;
    private readonly DueReports _reports;
    private readonly ReportOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReportWatch> _logger;
    private readonly Readiness? _readiness;
    private readonly Instrument[] _instruments;
    private Seen? _seen;

    public ReportWatch(
        IDbContextFactory<IndhCoopsContext> contexts,
        DueReports reports,
        IOptions<ReportOptions> options,
        TimeProvider clock,
        IMeterFactory meters,
        ILogger<ReportWatch> logger,
        Readiness? readiness = null)
    {
        (_contexts, _reports, _options, _clock, _logger, _readiness) = (contexts, reports, options.Value, clock, logger, readiness);
        var meter = meters.Create(Tracing.Name);
        _instruments =
        [
            meter.CreateObservableGauge(
                "indhcoops.report.age", Age, "s",
                "Since when the newest month that has a report has been over. It passes the length of a month where one is missing."),
            meter.CreateObservableGauge(
                "indhcoops.reports.due", Due, "{month}", "How many months have ended whose report is missing, or does not hold any more."),
        ];
    }

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            _seen = await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A failed measurement must not end the server.
            _seen = null;
            LogUnknown(_logger, exception.GetBaseException().Message, DatabaseOutages.TraceOf(exception));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (_readiness?.WhenReady ?? Task.CompletedTask).WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            if (Array.Exists(_instruments, instrument => instrument.Enabled))
            {
                await LookAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Seen> ReadAsync(CancellationToken cancellationToken)
    {
        var current = _clock.CurrentMonth();
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var newest = await context.Reports.MaxAsync(report => (DateOnly?)report.Period, cancellationToken);
        var due = await _reports.FindAsync(current.AddMonths(-_options.Months), current, andRestated: true, cancellationToken);

        // Where the timers did not run since, months have ended that are not struck yet.
        var unfinished = await context.StruckMonths.Where(month => month.IsProvisional)
            .MinAsync(month => (DateOnly?)month.Month, cancellationToken) ?? current;
        var unstruck = ((current.Year - unfinished.Year) * 12) + current.Month - unfinished.Month;
        return new Seen(newest, due.Count + Math.Max(unstruck, 0));
    }

    private IEnumerable<Measurement<double>> Age() =>
        _seen is { Newest: { } newest } ? [new((_clock.GetUtcNow() - MoroccanCalendar.EndOf(newest)).TotalSeconds)] : [];

    private IEnumerable<Measurement<int>> Due() => _seen is { } seen ? [new(seen.Due)] : [];

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "How old the reports are could not be read from the database; it is not measured meanwhile: {Reason}")]
    private static partial void LogUnknown(ILogger logger, string reason, Exception? exception);

    private sealed record Seen(DateOnly? Newest, int Due);
}
