using System.Runtime.CompilerServices;
using IndhCoops.Domain.Reports;
using IndhCoops.Hosting.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IndhCoops.GraphQL.Hosting.Telemetry;

/// <summary>Registers what the server tells of itself.</summary>
internal static class ServerTelemetry
{
    public const string Program = "indhcoops-server";
    private const string HealthPath = "/health";

    /// <summary>Registers logs, and spans and metrics where something collects them. Comes after what prepares the data.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadTelemetryOptions();
        var destinations = TelemetryDestinations.Of(builder.Configuration, options);
        builder.AddConsoleLogs(options);
        builder.Services.AddChecked<ReportOptions>(ReportOptions.Section).Validate(ReportOptions.AreSound, ReportOptions.Complaint);
        if (destinations.AreAny)
        {
            builder.Services.AddHostedService<ReportWatch>();
            builder.Services.AddOpenTelemetry(destinations);
        }

        return builder;
    }

    // Not inlined: the assemblies of OpenTelemetry load when a method that names them is compiled. A start without them is faster.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddOpenTelemetry(this IServiceCollection services, TelemetryDestinations destinations) => services.AddTelemetry(
        Program,
        destinations,
        traces => traces.AddAspNetCoreInstrumentation(requests =>
        {
            requests.Filter = context => !context.Request.Path.StartsWithSegments(HealthPath);
            requests.EnrichWithHttpResponse = RequestSpan.Name;
        }),
        metrics => metrics.AddAspNetCoreInstrumentation());
}
