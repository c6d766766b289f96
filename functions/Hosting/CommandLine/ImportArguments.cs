using IndhCoops.Domain.Intake;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>What <c>import</c> is asked for.</summary>
/// <param name="File">The file to import.</param>
/// <param name="IsDryRun">Whether only to say what would become of it.</param>
/// <param name="AcceptsSound">Whether to take the sound rows where others are refused.</param>
/// <param name="Language">The language of what is said.</param>
/// <param name="Refused">Where the refused rows are written; null for beside the file.</param>
internal sealed record ImportArguments(string File, bool IsDryRun, bool AcceptsSound, IntakeLanguage Language, string? Refused) : Command
{
    /// <summary>The options that have no value.</summary>
    public static IReadOnlyList<string> Flags { get; } = ["--dry-run", "--accept-sound"];

    /// <summary>The options that are its own; <c>template</c> knows the language too.</summary>
    public static IReadOnlyList<string> Options { get; } = ["--language", "--refused"];

    /// <summary>Reads the command.</summary>
    /// <exception cref="StartException">It is not understood.</exception>
    public static ImportArguments Read(Arguments arguments, string file) => new(
        file, arguments.HasFlag("--dry-run"), arguments.HasFlag("--accept-sound"), ReadLanguage(arguments), arguments.Option("--refused"));

    /// <summary>The language that is asked for; French where none is.</summary>
    public static IntakeLanguage ReadLanguage(Arguments arguments) => arguments.Option("--language") is not { } code
        ? IntakeLanguage.French
        : IntakeLanguages.Find(code)
            ?? throw Arguments.Wrong($"There is no language '{code}'; there are: {string.Join(", ", IntakeLanguages.Codes)}.");
}

/// <summary>What <c>template</c> is asked for.</summary>
/// <param name="File">The workbook to write.</param>
internal sealed record TemplateArguments(string File, IntakeLanguage Language) : Command;
