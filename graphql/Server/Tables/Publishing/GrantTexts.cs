namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>The sentences by which grants are published, in French.</summary>
internal static class GrantTexts
{
    public const string Funder = "Initiative nationale pour le développement humain (INDH)";

    private const int MaxTitle = 140;
    private const string Made = "Donnée fictive";

    /// <summary>What a whole file holds.</summary>
    public static string Title(Origin origin) => origin switch
    {
        Origin.Real => "Subventions de l’INDH aux coopératives",
        Origin.Synthetic => "DONNÉES FICTIVES · MADE-UP DATA : subventions de l’INDH aux coopératives, démonstration",
        _ => "Subventions de l’INDH aux coopératives, DONNÉES FICTIVES comprises · MADE-UP DATA included",
    };

    /// <summary>What is to be said of a whole file.</summary>
    public static string Description(Origin origin) =>
        "Part de l’INDH dans le soutien aux coopératives, en dirhams (MAD) ; subventions datées seulement. "
        + "/ The INDH’s part in supporting cooperatives, in MAD; dated grants only."
        + origin switch
        {
            Origin.Real => "",
            Origin.Synthetic =>
                " Données fictives de démonstration : aucun chiffre n’est un fait. / Made-up demonstration data: no figure is a fact.",
            _ =>
                " Une partie des subventions est fictive, et le dit dans son titre. "
                    + "/ Some of the grants are made up, and say so in their titles.",
        };

    public static string Title(PublishedGrant grant)
    {
        var title = $"{(grant.IsSynthetic ? $"{Made} · " : "")}Appui de l’INDH : {grant.Recipient.Name}";
        return title.Length <= MaxTitle
            ? title
            : string.Concat(title.AsSpan(0, MaxTitle - 1 - (char.IsHighSurrogate(title[MaxTitle - 2]) ? 1 : 0)), "…");
    }

    public static string Description(PublishedGrant grant) => string.Join(
        " ",
        new[]
        {
            grant.IsSynthetic
                ? "Donnée fictive de démonstration : ceci n’est pas un fait. Made-up demonstration data: this is no fact."
                : null,
            grant.Project is { } project ? $"Part de l’INDH dans le projet « {project.Title} »." : "Part de l’INDH.",
            grant.Recipient.Activity is { } activity ? $"Activité : {activity}."
                : grant.Recipient.ValueChainName is { } chain ? $"Filière : {chain}."
                : null,
            $"Province : {grant.Recipient.Province}.",
            grant.Programme is { } programme ? $"Programme : {programme.Name}."
                : grant.Phase is { } phase ? $"Phase {phase} de l’INDH."
                : null,
        }.OfType<string>());

    public static string Committee(Recipient recipient) => $"CPDH {recipient.Province}";

    public static string Day(DateOnly day) => $"{day:O}";

    /// <summary>A moment, UTC.</summary>
    public static string Moment(DateTimeOffset moment) => $"{moment.UtcDateTime:s}Z";
}
