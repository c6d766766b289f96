using System.Collections.Frozen;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>The purpose codes of the OECD's Development Assistance Committee (DAC/CRS), by what a cooperative makes or does.</summary>
internal static class PurposeCodes
{
    private static readonly (string Code, string Name)
        Cooperatives = ("31194", "Agricultural co-operatives"),
        Livestock = ("31163", "Livestock"),
        Fishery = ("31320", "Fishery development"),
        Handicraft = ("32140", "Cottage industries and handicraft"),
        Textiles = ("32163", "Textiles, leather and substitutes"),
        SmallFirms = ("32130", "Small and medium-sized enterprises (SME) development"),
        Employment = ("16020", "Employment creation"),
        Culture = ("16061", "Culture");

    private static readonly FrozenDictionary<string, (string Code, string Name)> ByValueChain = new Dictionary<string, (string, string)>
    {
        ["agriculture-viandes-rouges"] = Livestock,
        ["agriculture-viandes-blanches"] = Livestock,
        ["agriculture-camelin"] = Livestock,
        ["artisanat-textile"] = Textiles,
        ["artisanat-tapis"] = Textiles,
        ["artisanat-couture"] = Textiles,
        ["artisanat-maroquinerie"] = Textiles,
        ["peche"] = Fishery,
        ["services-sociaux"] = Employment,
        ["industries-culturelles"] = Culture,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code of a value chain, and its name in the list; that of small firms where none is nearer.</summary>
    public static (string Code, string Name) Of(string? valueChain) => valueChain switch
    {
        null => SmallFirms,
        _ when ByValueChain.TryGetValue(valueChain, out var code) => code,
        _ when valueChain.StartsWith("agriculture-", StringComparison.Ordinal) => Cooperatives,
        _ when valueChain.StartsWith("artisanat-", StringComparison.Ordinal) => Handicraft,
        _ => SmallFirms,
    };
}
