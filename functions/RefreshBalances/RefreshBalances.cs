using System.Globalization;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions;

/// <summary>Restates what late movements touched and strikes the current month, which stays provisional.</summary>
internal sealed class RefreshBalances(DatabaseMigration database, BalanceStriker striker) : IFunction
{
    /// <inheritdoc/>
    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IProgress<FunctionProgress> progress, CancellationToken cancellationToken)
    {
        await database.RequireAsync(cancellationToken);
        progress.Report(new FunctionProgress("balances", 0, 1));
        var strike = await striker.StrikeAsync(afresh: false, cancellationToken);
        progress.Report(new FunctionProgress("balances", 1, 1));
        return new FunctionOutcome(
        [
            strike.Number is { } number
                ? string.Create(CultureInfo.InvariantCulture, $"Strike {number}: {strike.Rows} balances from {strike.From:yyyy-MM} on.")
                : "Nothing was due.",
        ]);
    }
}
