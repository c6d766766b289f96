namespace IndhCoops.Domain.Intake;

/// <summary>The language in which an office is spoken to.</summary>
public enum IntakeLanguage
{
    /// <summary>French.</summary>
    French,

    /// <summary>Arabic.</summary>
    Arabic,

    /// <summary>English.</summary>
    English,
}

/// <summary>Reads the codes of languages.</summary>
public static class IntakeLanguages
{
    /// <summary>The codes: fr, ar, en.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["fr", "ar", "en"];

    /// <summary>The language of a code; null for none.</summary>
    public static IntakeLanguage? Find(string? code) => code?.ToLowerInvariant() switch
    {
        "fr" => IntakeLanguage.French,
        "ar" => IntakeLanguage.Arabic,
        "en" => IntakeLanguage.English,
        _ => null,
    };
}

/// <summary>A text in each language.</summary>
/// <param name="French">The French text.</param>
/// <param name="Arabic">The Arabic text.</param>
/// <param name="English">The English text.</param>
public readonly record struct LocalText(string French, string Arabic, string English)
{
    /// <summary>The text in a language.</summary>
    public string In(IntakeLanguage language) => language switch
    {
        IntakeLanguage.Arabic => Arabic,
        IntakeLanguage.English => English,
        _ => French,
    };
}
