using System.Collections.Frozen;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>The purpose codes of the OECD's Development Assistance Committee (DAC/CRS), by what a cooperative makes or does.</summary>
internal static class PurposeCodes
{
    private static readonly PurposeCode
        Cooperatives = new("31194", "Agricultural co-operatives"),
        Livestock = new("31163", "Livestock"),
        Fishery = new("31320", "Fishery development"),
        Handicraft = new("32140", "Cottage industries and handicraft"),
        Textiles = new("32163", "Textiles, leather and substitutes"),
        SmallFirms = new("32130", "Small and medium-sized enterprises (SME) development"),
        Employment = new("16020", "Employment creation"),
        Culture = new("16061", "Culture");

    private static readonly FrozenDictionary<string, PurposeCode> ByValueChain = new Dictionary<string, PurposeCode>
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

    /// <summary>The code of a value chain; that of small firms where none is nearer.</summary>
    public static PurposeCode Of(string? valueChain) => valueChain switch
    {
        null => SmallFirms,
        _ when ByValueChain.TryGetValue(valueChain, out var code) => code,
        _ when valueChain.StartsWith("agriculture-", StringComparison.Ordinal) => Cooperatives,
        _ when valueChain.StartsWith("artisanat-", StringComparison.Ordinal) => Handicraft,
        _ => SmallFirms,
    };
}

/// <param name="Name">What it stands for, by the list's own word.</param>
internal sealed record PurposeCode(string Code, string Name);
