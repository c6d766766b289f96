namespace IndhCoops.Domain.Changes;

/// <summary>The author of a write. Never a name or a mail address: identifiers that only the authority can resolve.</summary>
/// <param name="Subject">The subject of the token; null where there is none.</param>
/// <param name="Client">The program that the token was issued to, or the way in that needs no token.</param>
public sealed record Author(string? Subject, string? Client)
{
    /// <summary>A person with a shell on the machine.</summary>
    public static readonly Author CommandLine = new(null, "command line");

    /// <summary>The codes of the provinces that writing is confined to; null for all.</summary>
    public IReadOnlySet<string>? Provinces { get; init; }

    /// <summary>Whether they may write what belongs to a province.</summary>
    public bool MayWriteIn(string provinceCode) => Provinces is null || Provinces.Contains(provinceCode);
}
