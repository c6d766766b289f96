namespace IndhCoops.Domain.Changes;

/// <summary>Who writes. Never a name or a mail address: an authority's own identifiers, which only it can resolve.</summary>
/// <param name="Subject">The subject of the token; null where there is none.</param>
/// <param name="Client">The program that the token was issued to, or the way in that needs no token.</param>
public sealed record Author(string? Subject, string? Client)
{
    /// <summary>Whoever may start a program on the machine.</summary>
    public static readonly Author CommandLine = new(null, "command line");

    /// <summary>The codes of the provinces that writing is confined to; null for all.</summary>
    public IReadOnlySet<string>? Provinces { get; init; }

    /// <summary>Whether they may write what belongs to a province.</summary>
    public bool MayWriteIn(string provinceCode) => Provinces is null || Provinces.Contains(provinceCode);
}
