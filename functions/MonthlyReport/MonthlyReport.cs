using System.Globalization;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Publishing;
using Microsoft.Extensions.Options;

namespace IndhCoops.Functions;

/// <summary>Strikes what is due and lands the report of every month that has none, or whose report no longer holds.</summary>
internal sealed class MonthlyReport(
    DatabaseMigration database,
    BalanceStriker striker,
    ReportContainer container,
    DueReports reports,
    MonthPublisher publisher,
    ReportRepair repair,
    IOptions<ReportOptions> options,
    TimeProvider clock) : IFunction
{
    /// <inheritdoc/>
    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await database.RequireAsync(cancellationToken);
        progress.Report(new FunctionProgress("balances", 0, 1));
        var strike = await striker.StrikeAsync(afresh: false, cancellationToken);
        progress.Report(new FunctionProgress("balances", 1, 1));
        if (strike.Number is { } number)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"Strike {number}: {strike.Rows} balances from {strike.From:yyyy-MM} on."));
        }

        await container.EnsureAsync(cancellationToken);
        var current = clock.CurrentMonth();
        var due = request is { From: { } from, To: { } to }
            ? await reports.FindAsync(from, to, andRestated: false, cancellationToken)
            : await reports.FindAsync(current.AddMonths(-options.Value.Months), current, andRestated: true, cancellationToken);
        for (var i = 0; i < due.Count; i++)
        {
            progress.Report(new FunctionProgress("reports", i, due.Count));
            var manifest = await publisher.PublishAsync(due[i].Period, due[i].Revision, cancellationToken);
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{manifest.Period:yyyy-MM} revision {manifest.Revision}: {manifest.Files.Max(file => file.Rows) ?? 0} balances in {manifest.Files.Count} files, {manifest.Files.Sum(file => file.SizeBytes)} bytes."));
        }

        progress.Report(new FunctionProgress("reports", due.Count, due.Count));
        lines.AddRange(await repair.RepairAsync(cancellationToken));
        return new FunctionOutcome(lines.Count > 0 ? lines : ["Nothing was due."]);
    }
}
