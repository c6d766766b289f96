using System.Globalization;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>How to get at the data, and what the words mean.</summary>
internal static class DataSection
{
    private static readonly (string File, string Use)[] Files =
    [
        ("report.xlsx", "classeur : totaux par région et soldes, pour un tableur"),
        ("balances.csv", "soldes, une ligne par province et programme : UTF-8, virgules, point décimal, RFC 4180"),
        ("balances.parquet", "les mêmes soldes, typés, pour l’analyse (DuckDB, Spark, pandas)"),
        ("datapackage.json", "description des colonnes, licence et sources (Data Package 2.0)"),
        ("../manifest.json", "empreintes SHA-256 et tailles de tous les fichiers"),
    ];

    private static readonly (string Word, string Meaning)[] Words =
    [
        ("Engagé", "subventions promises par convention dans le mois."),
        ("Avenants", "hausses des promesses ; négatif quand elles baissent."),
        ("Décaissé", "payé aux coopératives."),
        ("Remboursé", "rendu par elles."),
        ("Annulé", "promesses retirées."),
        ("Solde d’ouverture, de clôture", "promis et pas encore payé au début, à la fin du mois. Clôture = ouverture + engagé + avenants − décaissé + remboursé − annulé ; la clôture d’un mois est l’ouverture du suivant."),
        ("Subventions", "nombre de subventions engagées pour la première fois dans le mois."),
        ("Mois", "mois du calendrier marocain, d’après la date d’effet des mouvements."),
    ];

    public static Markup Of(MonthReport report) => Markup.Of($$"""
        <section id="donnees" class="page" aria-labelledby="donnees-h"><h2 id="donnees-h">Obtenir les données</h2>
        <p>À côté de cette page :</p>
        <ul>{{Files.Select(file => Markup.Of($"""<li><a href="{file.File}">{Path.GetFileName(file.File)}</a> : {file.Use}</li>"""))}}</ul>
        <p>Les mêmes soldes dans le graphe (GraphQL), à l’adresse <code>/graphql</code> du serveur :</p>
        <pre role="region" aria-label="Requête" tabindex="0"><code>{{Query(report)}}</code></pre>
        </section>
        <section id="lexique" aria-labelledby="lexique-h"><h2 id="lexique-h">Lexique</h2>
        <dl class="words">{{Words.Select(word => Markup.Of($"<dt>{word.Word}</dt><dd>{word.Meaning}</dd>"))}}</dl>
        </section>
        """);

    /// <summary>The question to the graph that gives this month's balances.</summary>
    internal static string Query(MonthReport report) => $$"""
        {
          balances(first: 50, where: { month: { eq: "{{report.Period.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}" } }) {
            pageInfo { hasNextPage endCursor }
            nodes {
              month province { code name nameArabic } programme { code name }
              opening committed amended disbursed refunded cancelled closing
              grants projects cooperatives provisional dataSource
            }
          }
        }
        """;
}
