namespace IndhCoops.Domain.Programmes;

/// <summary>
/// How grants that are published name a programme: <c>INDH-P3-3</c> is the third programme of phase III (here P3), <c>INDH-P3-3-ESS</c> its
/// axis P3-ESS, <c>INDH-P2-RURAL</c> is II-RURAL, and <c>INDH-P2</c> phase II.
/// </summary>
public static class ProgrammeIdentifier
{
    private const string Start = "INDH-";

    /// <summary>The identifier of a programme.</summary>
    public static string Of(string code) => Start + code switch
    {
        ['P', >= '1' and <= '9', ..] => $"P3-{code[1..]}",
        ['I', 'I', 'I', '-', .. var rest] => $"P3-{rest}",
        ['I', 'I', '-', .. var rest] => $"P2-{rest}",
        ['I', '-', .. var rest] => $"P1-{rest}",
        _ => code,
    };

    /// <summary>The code of the programme, or the phase where the identifier names no more.</summary>
    public static (string? Code, Phase? Phase) Read(string identifier)
    {
        if (!identifier.StartsWith(Start, StringComparison.Ordinal))
        {
            return (identifier, null);
        }

        return identifier[Start.Length..] switch
        {
            "P1" => (null, Phase.I),
            "P2" => (null, Phase.II),
            "P3" => (null, Phase.III),
            ['P', '1', '-', .. var rest] => ($"I-{rest}", null),
            ['P', '2', '-', .. var rest] => ($"II-{rest}", null),
            ['P', '3', '-', >= '1' and <= '9', ..] and var programme => ($"P{programme[3..]}", null),
            ['P', '3', '-', .. var rest] => ($"III-{rest}", null),
            var code => (code, null),
        };
    }
}
