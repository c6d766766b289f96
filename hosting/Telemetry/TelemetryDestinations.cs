using System.Data.Common;
using IndhCoops.Domain.Startup;
using Microsoft.Extensions.Configuration;

namespace IndhCoops.Hosting.Telemetry;

/// <summary>Where telemetry goes. Where that is nowhere, none is collected and OpenTelemetry is not even loaded.</summary>
/// <param name="Otlp">To a collector, which <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names.</param>
/// <param name="ApplicationInsights">To Azure's Application Insights, by this connection string; null for none.</param>
/// <param name="HasIdentity">Whether the program enters there with the identity that <c>AZURE_CLIENT_ID</c> names, and not by what the
/// connection string says alone.</param>
/// <param name="HasSampler">Whether <c>OTEL_TRACES_SAMPLER</c> says which traces go there; else all do.</param>
/// <param name="Console">Spans and metrics to the console.</param>
public sealed record TelemetryDestinations(bool Otlp, string? ApplicationInsights, bool HasIdentity, bool HasSampler, bool Console)
{
    private const string ApplicationInsightsVariable = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Whether they go to another program.</summary>
    public bool AreRemote => Otlp || ApplicationInsights is not null;

    /// <summary>Whether there are any.</summary>
    public bool AreAny => AreRemote || Console;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartException">The connection string of Application Insights is not one.</exception>
    public static TelemetryDestinations Of(IConfiguration configuration, TelemetryOptions options) => new(
        Given("OTEL_EXPORTER_OTLP_ENDPOINT", configuration) is not null,
        Given(ApplicationInsightsVariable, configuration) is { } connection ? Checked(connection) : null,
        Given("AZURE_CLIENT_ID", configuration) is not null,
        Given("OTEL_TRACES_SAMPLER", configuration) is not null,
        options.Console);

    // The exporter would refuse it in the middle of the start.
    private static string Checked(string connection)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            if (parts.TryGetValue("InstrumentationKey", out var key) && $"{key}".Length > 0
                && (!parts.TryGetValue("IngestionEndpoint", out var endpoint)
                    || Uri.IsWellFormedUriString($"{endpoint}", UriKind.Absolute)))
            {
                return connection;
            }
        }
        catch (ArgumentException)
        {
            // Not even a list of names and values.
        }

        throw new StartException(
            $"{ApplicationInsightsVariable} is not a connection string of Application Insights; "
                + "it looks like InstrumentationKey=…;IngestionEndpoint=https://….");
    }

    private static string? Given(string name, IConfiguration configuration) => configuration[name] is { Length: > 0 } value ? value : null;
}
