using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Functions.Hosting;

namespace IndhCoops.Functions;

/// <summary>Strikes what is due, and says what that did.</summary>
internal static class LoggedStrike
{
    /// <summary>Strikes what is due; whether anything was.</summary>
    public static async Task<bool> StrikeAsync(
        this BalanceStriker striker, IRunLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        log.Report(new WorkProgress("balances", 0, 1));
        var started = clock.GetTimestamp();
        var strike = await striker.StrikeAsync(afresh: false, cancellationToken);
        log.Report(new WorkProgress("balances", 1, 1));
        if (strike.Number is null)
        {
            return false;
        }

        log.Line(Describe(strike, clock.GetElapsedTime(started)));
        return true;
    }

    /// <summary>What a strike did, as a line of the log.</summary>
    public static string Describe(StrikeOutcome strike, TimeSpan elapsed)
    {
        var balances = strike switch
        {
            { Rows: 0 } => "no balance changed",
            { From: { } from } => FormattableString.Invariant($"{strike.Rows} balances from {from:yyyy-MM} on"),
            _ => FormattableString.Invariant($"{strike.Rows} balances"),
        };
        return FormattableString.Invariant($"Strike {strike.Number}: {balances}, {elapsed.TotalSeconds:0.0} s");
    }
}
