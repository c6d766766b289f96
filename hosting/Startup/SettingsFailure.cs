using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace IndhCoops.Hosting.Startup;

/// <summary>Says which setting is wrong, out of what .NET throws when it reads settings.</summary>
internal static partial class SettingsFailure
{
    /// <summary>What is wrong; null where an exception is not of settings.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid => string.Join(' ', invalid.Failures.Select(failure => Sentence(invalid.OptionsType, failure))),
        InvalidOperationException when NotConverted.Match(exception.Message) is { Success: true } value =>
            $"The setting {Name(value.Groups["path"].Value)} is '{value.Groups["value"].Value.ReplaceLineEndings("\\n")}'; "
                + $"it must be {Kind(value.Groups["type"].Value)}.",
        InvalidDataException when Unread.Match(exception.Message) is { Success: true } file =>
            $"The settings in {file.Groups["file"].Value} cannot be read{Where(exception)}: correct the file, or delete it.",
        FormatException when InvalidUrl.IsMatch(exception.Message) =>
            $"{exception.Message.TrimEnd('.')}: write ASPNETCORE_URLS as http://localhost:5000.",
        _ => null,
    };

    /// <summary>A setting as a variable of the environment and the reference write it (<c>Paging__MaxPageSize</c>).</summary>
    public static string Name(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    private static string Sentence(Type options, string failure) => Annotation.Match(failure) is { Success: true } member
        ? $"The setting {Section(options)}__{member.Groups["member"].Value} is wrong: {member.Groups["error"].Value.TrimEnd('.')}."
        : $"{failure.TrimEnd('.')}.";

    private static string Section(Type options) =>
        options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
            ?? options.Name.Replace("Options", "", StringComparison.Ordinal);

    private static string Kind(string type) => type switch
    {
        _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("TimeSpan", StringComparison.Ordinal) => "a time, written hh:mm:ss: 00:00:10 is ten seconds",
        _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number that is not too large",
        _ when type.Contains("Double", StringComparison.Ordinal) || type.Contains("Decimal", StringComparison.Ordinal) => "a number",
        _ when type.Contains("Uri", StringComparison.Ordinal) => "an address, such as https://example.org",
        _ when NamesOf(type) is [.. var names, var last] => $"{string.Join(", ", names)} or {last}",
        _ => $"a {type[(type.LastIndexOf('.') + 1)..].TrimEnd(']')}",
    };

    // As they are written in settings.
    private static string[] NamesOf(string type) =>
    [
        .. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).Where(found => found?.IsEnum == true).Take(1)
            .SelectMany(found => Enum.GetNames(found!)).Select(name => name.ToLowerInvariant()),
    ];

    private static string Where(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is JsonException { LineNumber: { } line })
            {
                return $" (line {line + 1} is not JSON)";
            }
        }

        return "";
    }

    [GeneratedRegex(
        "^Failed to convert configuration value '(?<value>.*)' at '(?<path>.*)' to type '(?<type>.*)'\\.$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NotConverted { get; }

    [GeneratedRegex("^Failed to load configuration from file '(?<file>.*)'\\.$", RegexOptions.CultureInvariant)]
    private static partial Regex Unread { get; }

    [GeneratedRegex(
        "^DataAnnotation validation failed for '.*' members: '(?<member>.*)' with the error: '(?<error>.*)'\\.$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Annotation { get; }

    [GeneratedRegex("^Invalid url: ", RegexOptions.CultureInvariant)]
    private static partial Regex InvalidUrl { get; }
}
