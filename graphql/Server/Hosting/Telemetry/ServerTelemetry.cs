using System.Runtime.CompilerServices;
using IndhCoops.Domain.Reports;
using IndhCoops.Hosting.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>Registers what the server tells of itself.</summary>
public static class ServerTelemetry
{
    /// <summary>What the program is called.</summary>
    public const string Program = "indhcoops-server";

    private const string MetricsPath = "/metrics";
    private const string HealthPath = "/health";

    /// <summary>
    /// Registers logs, and where something collects them, spans and metrics. After whatever prepares the data, as reports are looked for in it.
    /// </summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadTelemetryOptions();
        var destinations = TelemetryDestinations.Of(builder.Configuration, options);
        builder.AddConsoleLogs(options);
        if (destinations.AreAny || options.Prometheus)
        {
            builder.Services.AddOptions<ReportOptions>().BindConfiguration(ReportOptions.Section).Validate(ReportOptions.AreSound, ReportOptions.Complaint).ValidateOnStart();
            builder.Services.AddHostedService<ReportWatch>();
            builder.Services.AddOpenTelemetry(destinations, options);
        }

        return builder;
    }

    /// <summary>Offers metrics to Prometheus where that is set.</summary>
    public static WebApplication MapMetrics(this WebApplication app)
    {
        if (app.Configuration.ReadTelemetryOptions().Prometheus)
        {
            app.MapPrometheus();
        }

        return app;
    }

    // What names a type of OpenTelemetry is compiled, and has its assemblies loaded, only where it is called: a start without it does not pay for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MapPrometheus(this WebApplication app) => app.MapPrometheusScrapingEndpoint(MetricsPath);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddOpenTelemetry(this IServiceCollection services, TelemetryDestinations destinations, TelemetryOptions options) => services.AddTelemetry(
        Program,
        destinations,
        traces => traces.AddAspNetCoreInstrumentation(requests =>
        {
            requests.Filter = context => !context.Request.Path.StartsWithSegments(HealthPath) && !context.Request.Path.StartsWithSegments(MetricsPath);
            requests.EnrichWithHttpResponse = RequestSpan.Name;
        }),
        metrics =>
        {
            metrics.AddAspNetCoreInstrumentation();
            if (options.Prometheus)
            {
                // Who reads twice in a moment sees what happened in between.
                metrics.AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
            }
        });
}
