using System.Runtime.CompilerServices;
using IndhCoops.Domain.Persistence;
using IndhCoops.Hosting.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Hosting.Telemetry;

/// <summary>
/// Tells of a start that failed: on the error stream, and where telemetry goes, since the program's own log is not there yet or is closed
/// already.
/// </summary>
public static class FailedStart
{
    /// <summary>Tells of it; the exit code.</summary>
    /// <param name="program">What the program is called.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="database">The database that the program uses; null where it is not known yet.</param>
    public static int Tell(string program, Exception exception, DatabaseOptions? database = null)
    {
        var failure = StartFailure.Of(exception, database);
        Console.Error.WriteLine(failure.Sentence);
        if (StartFailure.Known(exception, database) is null)
        {
            Console.Error.WriteLine(exception);
        }

        try
        {
            var configuration = new ConfigurationBuilder()
                .AddEnvironmentVariables()
                .AddEnvironmentVariables(TelemetryOptions.Variables)
                .Build();
            var destinations = TelemetryDestinations.Of(configuration, new TelemetryOptions());
            if (destinations.AreRemote)
            {
                Send(program, configuration, destinations, failure, exception);
            }
        }
        catch (Exception other) when (StartFailure.Known(other) is not null)
        {
            // The settings of telemetry are wrong, which may be what ended the start.
        }

        return failure.ExitCode;
    }

    // Where it is not called, OpenTelemetry is not loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Send(
        string program, IConfiguration configuration, TelemetryDestinations destinations, StartFailure failure, Exception exception)
    {
        var services = new ServiceCollection().AddSingleton(configuration).AddLogging();
        services.AddTelemetry(program, destinations, _ => { }, _ => { });
        using var provider = services.BuildServiceProvider();
        FailureLog.Ended(provider.GetRequiredService<ILoggerFactory>().CreateLogger(FailureLog.Category), failure.Sentence, exception);
    }
}
