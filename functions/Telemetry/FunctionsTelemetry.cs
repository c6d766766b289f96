using System.Runtime.CompilerServices;

namespace IndhCoops.Functions.Telemetry;

/// <summary>Registers what the functions tell of themselves.</summary>
internal static class FunctionsTelemetry
{
    public const string Program = "indhcoops-functions";

    /// <summary>Registers logs, and where something collects them, spans and metrics.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="addMore">Adds what one program alone tells, where something collects it.</param>
    /// <exception cref="StartException">A setting is wrong.</exception>
    public static void AddTelemetry(this IHostApplicationBuilder builder, Action<IServiceCollection>? addMore = null)
    {
        builder.Services.AddMetrics().AddSingleton<FunctionMetrics>();
        var options = builder.Configuration.ReadTelemetryOptions();
        var destinations = TelemetryDestinations.Of(builder.Configuration, options);
        builder.AddConsoleLogs(options);
        if (destinations.AreAny)
        {
            builder.Services.AddOpenTelemetry(destinations, addMore);
        }
    }

    // Where it is not called, OpenTelemetry is not loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddOpenTelemetry(
        this IServiceCollection services, TelemetryDestinations destinations, Action<IServiceCollection>? addMore)
    {
        services.AddTelemetry(Program, destinations, _ => { }, _ => { });
        if (addMore is not null)
        {
            // It may bring a name of its own for the program, so the name comes after it.
            addMore(services);
            services.AddOpenTelemetry().ConfigureResource(resource => resource.AddProgram(Program));
        }
    }
}
