using System.Text.RegularExpressions;
using IndhCoops.Domain.Startup;
using IndhCoops.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IndhCoops.Hosting.Startup;

/// <summary>
/// Warns of settings in the environment and in files that no program reads: a mistyped <c>INDHCOOPS_Acess__ReadingNeedsToken=true</c>
/// would leave reading open without a word. What there is stands in the reference, <c>docs/reference/settings.md</c>, which is part of the
/// program.
/// </summary>
internal sealed partial class UnknownSettings(IConfiguration configuration, ILogger<UnknownSettings> logger) : IHostedService
{
    // What .NET and the Functions host read in files: https://learn.microsoft.com/aspnet/core/fundamentals/configuration.
    private static readonly string[] OfDotNet =
    [
        "Authentication", "AzureFunctionsJobHost", "ConnectionStrings", "Functions", "HostBuilder", "HostOptions", "Kestrel", "Logging",
        "Metrics",
    ];

    /// <summary>What is wrong with names of variables; nothing where each is a setting, or has another purpose.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<string> variables)
    {
        const string prefix = TelemetryOptions.Variables;
        var given = variables.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        return given.Count == 0 ? [] : Of(given.Select(name => SettingsFailure.Name(name[prefix.Length..])), "__", prefix, "");
    }

    /// <summary>
    /// The same of paths in a file, where a colon parts them. One word alone is a setting of .NET, such as <c>AllowedHosts</c>.
    /// </summary>
    public static IEnumerable<string> Sentences(IEnumerable<string> paths, string file)
    {
        var given = paths.Where(path => (path.Contains(':', StringComparison.Ordinal) || path.Contains("__", StringComparison.Ordinal))
            && !OfDotNet.Contains(path.Split(':')[0], StringComparer.OrdinalIgnoreCase)).ToList();
        return given.Count == 0 ? [] : Of(given, ":", "", $" in {file}");
    }

    /// <inheritdoc/>
    /// <remarks>At once: of a service in the background the host logs an error where a short command ends before it ran.</remarks>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var files = configuration is IConfigurationRoot root ? root.Providers.OfType<FileConfigurationProvider>() : [];
        foreach (var sentence in Sentences(Environment.GetEnvironmentVariables().Keys.Cast<string>())
            .Concat(files.SelectMany(file => Sentences(PathsIn(file, null), NameOf(file.Source))))
            .Distinct())
        {
            LogUnknown(logger, sentence);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<string> Of(IEnumerable<string> names, string separator, string prefix, string place)
    {
        using var reference = new StreamReader(typeof(UnknownSettings).Assembly.GetManifestResourceStream("settings.md")!);
        var known = Row.Matches(reference.ReadToEnd())
            .Select(row => row.Groups["name"].Value.Replace("__", separator, StringComparison.Ordinal))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
            from name in names.Order(StringComparer.Ordinal)
            where !known.Contains(Position.Replace(name, $"{separator}0")) && IsMeantAsSetting(name, separator, known)
            let meant = Suggestion.Find(name, known)
            select $"There is no setting {prefix}{name}{place}; it has no effect"
                + (meant is null ? "." : $": did you mean {prefix}{meant}?");
    }

    private static string NameOf(FileConfigurationSource file) =>
        file.FileProvider?.GetFileInfo(file.Path ?? "").PhysicalPath ?? file.Path ?? "a file";

    // Empty sections and lists set nothing.
    private static IEnumerable<string> PathsIn(FileConfigurationProvider file, string? section) =>
        from name in file.GetChildKeys([], section).Distinct(StringComparer.OrdinalIgnoreCase)
        let path = section is null ? name : $"{section}:{name}"
        from set in PathsIn(file, path).Concat(file.TryGet(path, out var value) && value is { Length: > 0 } ? [path] : [])
        select set;

    // INDHCOOPS_TEST_POSTGRES is of another purpose; INDHCOOPS_ACCESS_AUTHORITY lacks an underscore.
    private static bool IsMeantAsSetting(string name, string separator, IEnumerable<string> known) =>
        name.Contains(separator, StringComparison.Ordinal)
        || name.Any(char.IsAsciiLetterLower)
        || known.Any(other => WithoutUnderscores(other).Equals(WithoutUnderscores(name), StringComparison.OrdinalIgnoreCase));

    private static string WithoutUnderscores(string name) => name.Replace("_", "", StringComparison.Ordinal);

    // The position of a member of a list: the reference has the first, Proxies__Addresses__0.
    [GeneratedRegex("(__|:)[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Position { get; }

    [GeneratedRegex("^\\| `(?<name>[A-Za-z]+__[A-Za-z]+(__0)?)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogUnknown(ILogger logger, string sentence);
}
