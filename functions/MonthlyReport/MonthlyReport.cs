using System.Globalization;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions;
using IndhCoops.Functions.Datasets;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Invocations;
using IndhCoops.Functions.Publishing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

[assembly: Shipped(typeof(MonthlyReport))]

namespace IndhCoops.Functions;

/// <summary>
/// Computes the balances that are due, and publishes the report of every month that has none or whose report no longer holds.
/// </summary>
internal sealed class MonthlyReport(
    DatabaseMigration database,
    BalanceStriker striker,
    ReportContainer container,
    DueReports reports,
    ReportRegister register,
    MonthPublisher publisher,
    DatasetPublisher datasets,
    IOptions<ReportOptions> options,
    TimeProvider clock) : IFunction
{
    /// <summary>Invoked by the Functions host.</summary>
    [Function(nameof(MonthlyReport)), ExponentialBackoffRetry(5, "00:00:10", "00:15:00")]
    public static Task OnTimerAsync([TimerTrigger("0 0 2 1 * *")] TimerInfo timer, FunctionContext context) =>
        InvocationRunner.RunAsync(timer, context);

    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var current = clock.CurrentMonth();
        if (request.From >= current)
        {
            throw new StartException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{request.From:yyyy-MM} has not ended, and a report is made of a month that has. "
                        + $"The last one is {current.AddMonths(-1):yyyy-MM}."));
        }

        await database.RequireAsync(cancellationToken);
        var isStruck = await striker.StrikeAsync(log, clock, cancellationToken);
        await container.EnsureAsync(cancellationToken);
        var (from, to) = (request.From ?? current.AddMonths(-options.Value.Months), request.To ?? current);
        var due = await reports.FindAsync(from, to, andRestated: request == FunctionRequest.WhatIsDue, cancellationToken);
        var landed = 0;
        for (var i = 0; i < due.Count; i++)
        {
            log.Report(new WorkProgress("reports", i, due.Count));
            var started = clock.GetTimestamp();
            var (manifest, isOwn) = await publisher.PublishAsync(due[i], cancellationToken);
            landed += isOwn ? 1 : 0;
            var page = manifest.Files.First(file => file is { Format: ReportFormat.Html, Territory: null });
            log.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{manifest.Period:yyyy-MM} revision {manifest.Revision}, {i + 1} of {due.Count}, "
                    + $"{clock.GetElapsedTime(started).TotalSeconds:0.0} s, {(isOwn ? "" : "landed by another run, ")}"
                    + $"{ReportFile.UrlPrefix}{page.Path}"));
        }

        log.Report(new WorkProgress("reports", due.Count, due.Count));
        var completed = await CompleteAsync(from, to, log, cancellationToken);
        if (due.Count > 0 || isStruck || await datasets.IsStaleAsync(cancellationToken))
        {
            var started = clock.GetTimestamp();
            var written = await datasets.PublishAsync(cancellationToken);
            log.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"datasets: {written.Files} files, {written.Bytes / 1e6:0.0} MB, "
                    + $"{clock.GetElapsedTime(started).TotalSeconds:0.0} s, /datasets/datapackage.json"));
        }

        return new FunctionOutcome(landed switch
        {
            0 when due.Count > 0 => "another run landed what was due",
            0 when completed > 0 => $"files were added to {(completed == 1 ? "1 report" : $"{completed} reports")}, and no report was due",
            0 when request != FunctionRequest.WhatIsDue =>
                "nothing was due: these months have their reports, or are before the first month of the ledger",
            0 => isStruck ? "balances are up to date, and no report was due" : "nothing was due",
            1 => "1 report landed",
            _ => $"{landed} reports landed",
        });
    }

    // Reports that an earlier version of the program landed may lack files that this one writes.
    private async Task<int> CompleteAsync(DateOnly from, DateOnly to, IRunLog log, CancellationToken cancellationToken)
    {
        var completed = 0;
        foreach (var report in (await register.CurrentAsync(from, to, cancellationToken)).Where(publisher.Lacks))
        {
            if (await publisher.CompleteAsync(report, cancellationToken) is > 0 and var files)
            {
                completed++;
                log.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.Period:yyyy-MM} revision {report.Revision}: "
                        + $"{files} files added that this version of the program writes"));
            }
        }

        return completed;
    }
}
