namespace IndhCoops.Domain.Intake;

/// <summary>What a file that is imported may be.</summary>
public sealed class IntakeOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Intake";

    /// <summary>What is said where they are not sound.</summary>
    public const string Complaint =
        $"{Section}__{nameof(MaxMegabytes)} must be from 1 to 1024, and {Section}__{nameof(MaxRows)} from 1 to 10000000; "
            + $"{Section}__{nameof(Language)} is fr, ar or en.";

    /// <summary>The most columns of a sheet: it bounds what a row costs.</summary>
    internal const int MaxColumns = 1_000;

    /// <summary>The most lines of a sheet: as many as Excel has.</summary>
    internal const int MaxLines = 1_048_576;

    /// <summary>The most characters of a cell: as many as Excel has.</summary>
    internal const int MaxCharacters = 32_767;

    /// <summary>The most megabytes of a file. A workbook may unpack to ten times as much.</summary>
    public int MaxMegabytes { get; set; } = 50;

    /// <summary>The most rows of a file, all sheets together.</summary>
    public int MaxRows { get; set; } = 200_000;

    /// <summary>The language in which a file is answered that was dropped into the container: fr, ar or en.</summary>
    public string Language { get; set; } = "fr";

    internal long MaxBytes => MaxMegabytes * 1024L * 1024L;

    /// <summary>Whether they can be worked with.</summary>
    public static bool AreSound(IntakeOptions options) =>
        options is { MaxMegabytes: >= 1 and <= 1024, MaxRows: >= 1 and <= 10_000_000 }
            && IntakeLanguages.Find(options.Language) is not null;
}
