using System.Runtime.CompilerServices;
using IndhCoops.Domain.Telemetry;

namespace IndhCoops.Functions.Telemetry;

/// <summary>Registers what the functions tell of themselves.</summary>
internal static class FunctionsTelemetry
{
    /// <summary>Registers logs, and where something collects them, spans and metrics.</summary>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadTelemetryOptions();
        var destinations = TelemetryDestinations.Of(builder.Configuration, options);
        builder.AddConsoleLogs(options);
        builder.Services.AddMetrics().AddSingleton<FunctionMetrics>();
        if (destinations.AreAny)
        {
            builder.Services.AddOpenTelemetry(destinations);
        }

        return builder;
    }

    // Where it is not called, OpenTelemetry is not loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddOpenTelemetry(this IServiceCollection services, TelemetryDestinations destinations) =>
        services.AddTelemetry("indhcoops-functions", destinations, _ => { }, _ => { });
}
