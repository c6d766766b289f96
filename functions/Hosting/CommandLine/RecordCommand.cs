using System.Globalization;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Records one movement by hand, and says what that makes due.</summary>
internal sealed partial class RecordCommand(
    DatabaseMigration database,
    DatabaseOptions options,
    MovementRecorder recorder,
    TimeProvider clock,
    CommandFailures failures,
    IHostApplicationLifetime lifetime,
    ILogger<RecordCommand> logger)
{
    /// <summary>Records it and returns the exit code. A refused movement changes nothing.</summary>
    public async Task<int> RunAsync(RecordArguments arguments, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await RecordAsync(arguments, stop.Token);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // After a cancellation any failure is its consequence.
            await Console.Error.WriteLineAsync("Cancelled; nothing was recorded.");
            return StartFailure.Cannot;
        }
    }

    private async Task<int> RecordAsync(RecordArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            await database.RequireAsync(cancellationToken);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && StartFailure.Known(exception, options) is { } failure)
        {
            return failures.Tell(failure, exception);
        }

        try
        {
            var (movement, alreadyRecorded) = await recorder.RecordAsync(arguments.Movement, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(alreadyRecorded ? "Already recorded" : "Recorded")} {movement.Id}: "
                    + $"{EnumNames.Of(movement.Kind)} of {movement.Amount:0.00} MAD on grant {movement.Grant.Id}, "
                    + $"effective {movement.EffectiveOn:yyyy-MM-dd}, {EnumNames.Of(movement.DataSource)}."));
            Console.WriteLine(
                alreadyRecorded ? "Nothing was recorded again: the grant has this movement under the reference." : WhatIsDue(
                    MoroccanCalendar.FirstDay(movement.EffectiveOn)));
            return 0;
        }
        catch (MovementRefusedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (MovementUncertainException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && StartFailure.Known(exception, options) is { } failure)
        {
            return failures.Tell(failure with { Sentence = $"{failure.Sentence} Nothing was recorded." }, exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception);
            return 1;
        }
    }

    private string WhatIsDue(DateOnly month) => month.CompareTo(clock.CurrentMonth()) switch
    {
        < 0 => string.Create(
            CultureInfo.InvariantCulture,
            $"{month:yyyy-MM} is due again, and every month after it: "
                + $"the next run of MonthlyReport restates their balances and lands another revision of their reports."),
        0 => string.Create(
            CultureInfo.InvariantCulture,
            $"{month:yyyy-MM} is due again: the next run of RefreshBalances restates its balances, which stay provisional, "
                + $"and its report comes when it has ended."),
        > 0 => FormattableString.Invariant($"No month is due again: the movement is in no balance before {month:yyyy-MM} begins."),
    };

    [LoggerMessage(1, LogLevel.Error, "Nothing was recorded")]
    private partial void Failed(Exception exception);
}
