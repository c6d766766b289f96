using System.Text.RegularExpressions;
using IndhCoops.Domain.Startup;
using IndhCoops.Hosting.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Hosting.Startup;

/// <summary>
/// Warns of settings in the environment that no program reads: a mistyped <c>INDHCOOPS_Acess__ReadingNeedsToken=true</c> would leave
/// reading open without a word. What there is stands in the reference, <c>docs/reference/settings.md</c>, which is part of the program.
/// </summary>
internal sealed partial class UnknownSettings(ILogger<UnknownSettings> logger) : IHostedService
{
    /// <summary>What is wrong with names of variables; nothing where each is a setting, or has another purpose.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<string> variables)
    {
        var given = variables.Where(name => name.StartsWith(TelemetryOptions.Variables, StringComparison.OrdinalIgnoreCase)).ToList();
        if (given.Count == 0)
        {
            return [];
        }

        using var reference = new StreamReader(typeof(UnknownSettings).Assembly.GetManifestResourceStream("settings.md")!);
        var known = Row.Matches(reference.ReadToEnd()).Select(row => row.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from variable in given.Order(StringComparer.Ordinal)
               let name = variable[TelemetryOptions.Variables.Length..]
               where !known.Contains(Position.Replace(name, "")) && IsMeantAsSetting(name, known)
               let meant = Suggestion.Find(name, known)
               select $"There is no setting {variable}; it has no effect"
                   + (meant is null ? "." : $": did you mean {TelemetryOptions.Variables}{meant}?");
    }

    /// <inheritdoc/>
    /// <remarks>At once: of a service in the background the host logs an error where a short command ends before it ran.</remarks>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var sentence in Sentences(Environment.GetEnvironmentVariables().Keys.Cast<string>()))
        {
            LogUnknown(logger, sentence);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // INDHCOOPS_TEST_POSTGRES is of another purpose; INDHCOOPS_ACCESS_AUTHORITY lacks an underscore.
    private static bool IsMeantAsSetting(string name, IEnumerable<string> known) =>
        name.Contains("__", StringComparison.Ordinal)
        || name.Any(char.IsAsciiLetterLower)
        || known.Any(other => WithoutUnderscores(other).Equals(WithoutUnderscores(name), StringComparison.OrdinalIgnoreCase));

    private static string WithoutUnderscores(string name) => name.Replace("_", "", StringComparison.Ordinal);

    // The position of a member of a list: Proxies__Addresses__0.
    [GeneratedRegex("__[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Position { get; }

    [GeneratedRegex("^\\| `(?<name>[A-Za-z]+__[A-Za-z]+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogUnknown(ILogger logger, string sentence);
}
