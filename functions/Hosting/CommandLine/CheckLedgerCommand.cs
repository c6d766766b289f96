using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary><c>check-ledger</c>, which takes nothing but the database.</summary>
internal sealed record CheckLedgerArguments : Command
{
    /// <summary>Reads the command.</summary>
    /// <exception cref="StartException">It is not understood.</exception>
    public static new CheckLedgerArguments Read(Arguments arguments) =>
        arguments.Words is [_, var more, ..]
            ? throw Arguments.Wrong($"check-ledger takes options only; '{more}' is too much.")
            : new CheckLedgerArguments();
}

/// <summary>Lists the rows that break the rules of the ledger: a line for each grant and rule. It changes nothing.</summary>
internal sealed partial class CheckLedgerCommand(
    DatabaseMigration database,
    DatabaseOptions options,
    LedgerCheck ledger,
    CommandFailures failures,
    IHostApplicationLifetime lifetime,
    ILogger<CheckLedgerCommand> logger)
{
    /// <summary>Lists them; the exit code: 0 where there are none, 1 where there are, 2 where it could not be found out.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await database.RequireAsync(stop.Token);
            var (faults, rows) = (0L, 0L);
            await foreach (var fault in ledger.FindAsync(stop.Token))
            {
                Console.WriteLine(
                    FormattableString.Invariant(
                        $"{fault.Where}\t{fault.FirstDay ?? "-"}\t{fault.What}\t{fault.Rows} {(fault.Rows == 1 ? "row" : "rows")}"));
                (faults, rows) = (faults + 1, rows + fault.Rows);
            }

            var (grants, movements) = await ledger.CountAsync(stop.Token);
            var size = FormattableString.Invariant($"{movements} movements of {grants} grants");
            Console.WriteLine(faults == 0
                ? $"The ledger is sound: {size}."
                : FormattableString.Invariant(
                    $"The ledger is not sound: {rows} rows break its rules, in {faults} places ({size}). Nothing was changed."));
            return faults == 0 ? 0 : 1;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Cancelled; the ledger was not looked at to its end.");
            return 2;
        }
        catch (Exception exception) when (StartFailure.Known(exception, options) is { } failure)
        {
            failures.Tell(failure, exception);
            return 2;
        }
        catch (Exception exception)
        {
            Failed(exception);
            return 2;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The ledger could not be checked")]
    private partial void Failed(Exception exception);
}
