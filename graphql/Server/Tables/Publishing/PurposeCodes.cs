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

    /// <summary>The code of a value chain, and its name in the list; that of small firms where none is nearer.</summary>
    public static (string Code, string Name) Of(string? valueChain) => valueChain switch
    {
        "agriculture-viandes-rouges" or "agriculture-viandes-blanches" or "agriculture-camelin" => Livestock,
        "artisanat-textile" or "artisanat-tapis" or "artisanat-couture" or "artisanat-maroquinerie" => Textiles,
        "peche" => Fishery,
        "services-sociaux" => Employment,
        "industries-culturelles" => Culture,
        not null when valueChain.StartsWith("agriculture-", StringComparison.Ordinal) => Cooperatives,
        not null when valueChain.StartsWith("artisanat-", StringComparison.Ordinal) => Handicraft,
        _ => SmallFirms,
    };
}
