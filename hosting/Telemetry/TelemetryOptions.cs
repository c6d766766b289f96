namespace IndhCoops.Hosting.Telemetry;

/// <summary>
/// Where the programs tell what they do, besides what OpenTelemetry's own variables say; in the configuration's section
/// <see cref="Section"/>.
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Telemetry";

    /// <summary>What the names of the programs' settings begin with in the environment.</summary>
    public const string Variables = "INDHCOOPS_";

    /// <summary>Whether spans and metrics are written to the console, to look at in development.</summary>
    public bool Console { get; set; }

    /// <summary>Whether the log on the console is lines of JSON, for programs that collect it.</summary>
    public bool JsonLogs { get; set; }
}
