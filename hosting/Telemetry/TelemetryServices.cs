using System.Reflection;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using IndhCoops.Domain.Startup;
using IndhCoops.Domain.Telemetry;
using IndhCoops.Hosting.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IndhCoops.Hosting.Telemetry;

/// <summary>Registers what both programs tell of themselves: spans, metrics and logs, by OpenTelemetry.</summary>
public static class TelemetryServices
{
    private const string Scopes = "Logging:Console:FormatterOptions:IncludeScopes";
    private const string Timestamps = "Logging:Console:FormatterOptions:TimestampFormat";
    private const string Utc = "Logging:Console:FormatterOptions:UseUtcTimestamp";

    /// <summary>The settings of telemetry.</summary>
    public static TelemetryOptions ReadTelemetryOptions(this IConfiguration configuration) =>
        configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();

    /// <summary>
    /// Writes the log to the console: a line for each entry, with the correlation id, or JSON where that is set. Mistyped settings are the
    /// first that it tells.
    /// </summary>
    /// <exception cref="StartException">A setting of the log is wrong.</exception>
    public static void AddConsoleLogs(this IHostApplicationBuilder builder, TelemetryOptions options)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.AddConsoleFormatter<LineFormatter, LineFormatterOptions>();
        LogSettings.Check(builder.Configuration);
        var format = builder.Configuration[LogSettings.Formatter] is { Length: > 0 } given ? given : LineFormatter.Name;
        var settings = new Dictionary<string, string?> { [LogSettings.Formatter] = format };
        if (options.JsonLogs)
        {
            (settings[LogSettings.Formatter], settings[Timestamps], settings[Utc]) = ("json", "O", "true");
        }

        settings[Scopes] = builder.Configuration[Scopes] ?? "true";
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddHostedService<UnknownSettings>();
    }

    /// <summary>Collects spans, metrics and logs, and sends them where they are to go.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="program">What the program is called, unless <c>OTEL_SERVICE_NAME</c> calls it otherwise.</param>
    /// <param name="destinations">Where they go.</param>
    /// <param name="addTraces">Adds spans that the program alone has.</param>
    /// <param name="addMetrics">Adds instruments that the program alone has, and readers.</param>
    public static void AddTelemetry(
        this IServiceCollection services,
        string program,
        TelemetryDestinations destinations,
        Action<TracerProviderBuilder> addTraces,
        Action<MeterProviderBuilder> addMetrics)
    {
        // What the environment says comes last, and so goes before what the program says.
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource
            .Clear()
            .AddTelemetrySdk()
            .AddProgram(program));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Tracing.Name).AddMeter("System.Runtime");
            addMetrics(metrics);
        });
        if (destinations.AreAny)
        {
            telemetry.WithTracing(traces =>
            {
                traces.AddSource(Tracing.Name);
                addTraces(traces);
            });
        }

        if (destinations.AreRemote)
        {
            telemetry.WithLogging(null, logs => (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true));
        }

        telemetry.Export(destinations);
    }

    /// <summary>Names the program; the environment may name it otherwise.</summary>
    public static ResourceBuilder AddProgram(this ResourceBuilder resource, string program) => resource
        .AddService(program, serviceVersion: Assembly.GetEntryAssembly()?.GetName().Version?.ToString())
        .AddEnvironmentVariableDetector();

    private static void Export(this IOpenTelemetryBuilder telemetry, TelemetryDestinations destinations)
    {
        if (destinations.Otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (destinations.Console)
        {
            telemetry.WithTracing(traces => traces.AddConsoleExporter()).WithMetrics(metrics => metrics.AddConsoleExporter());
        }

        if (destinations.ApplicationInsights is { } connection)
        {
            telemetry.WithTracing(traces => traces.AddAzureMonitorTraceExporter(Enter))
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Enter))
                .WithLogging(logs => logs.AddAzureMonitorLogExporter(Enter));

            void Enter(AzureMonitorExporterOptions options)
            {
                (options.ConnectionString, options.Credential) = (
                    connection, destinations.HasIdentity ? new DefaultAzureCredential() : null);

                // A failure is logged also where its trace is left out. By itself the exporter would leave out whatever is more than five
                // traces a second, and their log.
                options.EnableTraceBasedLogsSampler = false;
                if (!destinations.HasSampler)
                {
                    (options.SamplingRatio, options.TracesPerSecond) = (1, null);
                }
            }
        }
    }
}
