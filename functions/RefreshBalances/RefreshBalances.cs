using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Hosting.Invocations;
using IndhCoops.Functions.Publishing;
using Microsoft.Azure.Functions.Worker;

[assembly: Shipped(typeof(RefreshBalances))]

namespace IndhCoops.Functions;

/// <summary>
/// Restates what late movements touched and strikes the current month, which stays provisional. Then looks once a day for damaged files of
/// reports.
/// </summary>
internal sealed class RefreshBalances(
    DatabaseMigration database, BalanceStriker striker, ReportRepair repair, TimeProvider clock) : IFunction
{
    /// <summary>Invoked by the Functions host.</summary>
    [Function(nameof(RefreshBalances)), ExponentialBackoffRetry(5, "00:00:10", "00:15:00")]
    public static Task OnTimerAsync([TimerTrigger("0 30 1 * * *")] TimerInfo timer, FunctionContext context) =>
        InvocationRunner.RunAsync(timer, context);

    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        if (request != FunctionRequest.WhatIsDue)
        {
            throw new StartException(
                "RefreshBalances takes no months: it does whatever is due. Reports of certain months are made by 'run MonthlyReport'.");
        }

        await database.RequireAsync(cancellationToken);
        var isStruck = await striker.StrikeAsync(log, clock, cancellationToken);
        var damaged = await repair.RepairAsync(cancellationToken);
        foreach (var line in damaged)
        {
            log.Line(line, LogLevel.Warning);
        }

        var balances = isStruck ? "balances are up to date" : "nothing was due";
        return new FunctionOutcome(damaged.Count switch
        {
            0 => balances,
            1 => $"{balances}, 1 file of reports was damaged",
            var files => $"{balances}, {files} files of reports were damaged",
        });
    }
}
