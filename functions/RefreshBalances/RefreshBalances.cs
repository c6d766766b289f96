using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions;

/// <summary>Restates what late movements touched and strikes the current month, which stays provisional.</summary>
internal sealed class RefreshBalances(DatabaseMigration database, BalanceStriker striker, TimeProvider clock) : IFunction
{
    /// <inheritdoc/>
    public async Task<FunctionOutcome> RunAsync(FunctionRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        await database.RequireAsync(cancellationToken);
        return new FunctionOutcome(await striker.StrikeAsync(log, clock, cancellationToken) ? "balances are up to date" : "nothing was due");
    }
}
