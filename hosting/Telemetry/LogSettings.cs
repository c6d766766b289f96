using IndhCoops.Domain.Startup;
using IndhCoops.Hosting.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace IndhCoops.Hosting.Telemetry;

/// <summary>
/// Checks the settings of .NET's log: a level that does not exist would end the program without a word, and an unknown format would be
/// passed over in silence.
/// </summary>
internal static class LogSettings
{
    /// <summary>The setting of the console's format.</summary>
    public const string Formatter = "Logging:Console:FormatterName";

    private static readonly string[] Formats =
    [
        LineFormatter.Name, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd, ConsoleFormatterNames.Simple,
    ];

    /// <summary>Replaces wrong settings with the defaults, so that there is a log to tell the failure in.</summary>
    /// <exception cref="StartException">Something was wrong.</exception>
    public static void Check(IConfigurationManager configuration)
    {
        var problems = new List<string>();
        var mended = new Dictionary<string, string?>();
        foreach (var (name, value) in configuration.GetSection("Logging").AsEnumerable().OrderBy(
            setting => setting.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (name.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase)
                && value is { Length: > 0 }
                && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
            {
                problems.Add(
                    $"The setting {SettingsFailure.Name(name)} is '{value}'; "
                        + $"it must be {string.Join(", ", Enum.GetNames<LogLevel>()[..^1])} or {LogLevel.None}.");
                mended[name] = $"{LogLevel.Information}";
            }
        }

        if (configuration[Formatter] is { Length: > 0 } format && !Formats.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(
                $"The setting {SettingsFailure.Name(Formatter)} is '{format}'; "
                    + $"it must be {string.Join(", ", Formats[..^1])} or {Formats[^1]}.");
            mended[Formatter] = LineFormatter.Name;
        }

        if (problems.Count > 0)
        {
            configuration.AddInMemoryCollection(mended);
            throw new StartException(string.Join(' ', problems));
        }
    }
}
