namespace IndhCoops.GraphQL.Catalogue;

/// <summary>What the catalogue and the data package say of the whole.</summary>
internal static class CatalogueTexts
{
    public static readonly BilingualText Title = new("Soutien de l’INDH aux coopératives", "The INDH’s support to cooperatives");

    public static readonly BilingualText Description = new(
        "Régions, provinces, programmes, coopératives, projets, subventions de l’Initiative nationale pour le développement humain "
            + "(Maroc), et le grand livre de ce qui a été engagé et payé.",
        "Regions, provinces, programmes, cooperatives, projects and grants of Morocco’s National Initiative for Human Development, "
            + "and the ledger of what was committed and paid.");

    private static readonly (string Source, BilingualText Text)[] Origins =
    [
        ("OFFICIAL", new(
            "Données de l’État : codes, recensement, ce que ses bureaux importent ou saisissent.",
            "Data of the State: codes, census, what its offices import or enter.")),
        ("PRESS", new(
            "Données relevées dans la presse, avec l’article pour source.", "Reported by the press, with the article as source.")),
        ("SYNTHETIC", new(
            "DONNÉES FICTIVES de démonstration : aucun de ces chiffres n’est un fait.",
            "MADE-UP demonstration data: none of these figures is a fact.")),
    ];

    private static readonly BilingualText Mixed = new("Chaque ligne dit sa source (dataSource).", "Each row says its source (dataSource).");

    /// <summary>Where data comes from; null where nothing is known of it.</summary>
    public static BilingualText? Provenance(IReadOnlySet<string> sources)
    {
        var said = Origins.Where(origin => sources.Contains(origin.Source)).Select(origin => origin.Text).ToList();
        if (said.Count == 0)
        {
            return null;
        }

        var all = said.Count > 1 ? said.Append(Mixed) : said;
        return new BilingualText(string.Join(' ', all.Select(text => text.French)), string.Join(' ', all.Select(text => text.English)));
    }
}
