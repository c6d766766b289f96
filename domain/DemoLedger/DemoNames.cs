namespace IndhCoops.Domain.DemoLedger;

/// <summary>Made-up names and titles, in French and transliterated Arabic and Amazigh; never the name of a person.</summary>
internal static class DemoNames
{
    private static readonly string[] Words =
    [
        "Al Amal", "An-Nahda", "Al Baraka", "Attaâwoun", "El Kheir", "As-Salam", "Al Wifaq", "An-Najah", "Tifawine", "Tamount",
        "Afoulki", "Itrane", "Al Fath", "Al Wahda", "En-Nour", "At-Tadamoun", "Ard Al Kheir", "Az-Zaytouna", "Targante", "Al Ittihad",
        "Al Moustaqbal", "Tafoukt", "Al Maârifa", "Ad-Diyafa", "Al Jawda", "Ar-Rabiâ", "Tilila", "Agadir n'Imal", "Al Ibdaâ", "Assafou",
    ];

    private static readonly string[] Complements =
    [
        "de la Vallée", "des Oliviers", "du Plateau", "des Deux Rives", "de l'Atlas", "de la Source", "des Amandiers", "du Vieux Marché",
        "de l'Oued", "des Collines", "de la Forêt", "du Douar Neuf", "des Arganiers", "de la Palmeraie", "du Grand Chêne", "de l'Étoile",
    ];

    private static readonly string[][] Activities =
    [
        [
            "huile d'olive", "miel", "plantes aromatiques et médicinales", "lait de chèvre", "figues séchées", "couscous", "huile d'argan",
            "élevage ovin", "amandes", "safran",
        ],
        ["tapis et tissage", "couture traditionnelle", "broderie", "poterie", "menuiserie", "maroquinerie", "bijouterie", "vannerie"],
        [
            "recyclage de déchets", "tourisme rural", "pêche artisanale", "services numériques", "restauration", "cosmétique naturelle",
            "crèche et éducation préscolaire",
        ],
    ];

    private static readonly string[] Kinds = ["agricole", "artisanale", "de services"];

    private static readonly string[] Titles =
    [
        "Acquisition de matériel", "Équipement de l'unité", "Aménagement du local", "Extension de l'unité", "Création d'un point de vente",
        "Conditionnement et étiquetage", "Modernisation de l'unité", "Acquisition d'un véhicule utilitaire",
    ];

    public static string Cooperative(ref SplitMix64 random, DemoSector sector) =>
        $"Coopérative {Kinds[(int)sector]} {random.Pick(Words)} {random.Pick(Complements)}";

    public static string Activity(ref SplitMix64 random, DemoSector sector) => random.Pick(Activities[(int)sector]);

    public static string Project(ref SplitMix64 random, string activity, string province) =>
        $"{random.Pick(Titles)} ({activity}), {province}";
}
