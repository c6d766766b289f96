namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What officials reported, beside what the ledger gives for the same territory, programme and period.</summary>
internal static class StatementsSection
{
    private const int Columns = 4;

    public static Markup Of(MonthReport report) => Markup.Of($"""
        <section id="bilans" class="page" aria-labelledby="bilans-h"><h2 id="bilans-h">Bilans déclarés et chiffres calculés</h2>
        <p>À gauche, ce que les autorités ont publié ; à côté, ce que donne le grand livre pour le même territoire, le même programme et la même période, d’après les subventions engagées dans cette période. Écart : déclaré moins calculé. Les deux ne se mélangent jamais. Les bilans dont la période finit après le mois n’y sont pas.</p>
        {(report.Statements.Count == 0 ? Markup.Of($"<p>Aucun bilan connu ne porte sur une période achevée à la fin de ce mois.</p>") : Table(report))}
        </section>
        """);

    private static Markup Table(MonthReport report) => Cells.Table(
        "bilans-table",
        "Bilans déclarés, chiffres calculés et écarts (montants en MAD)",
        Markup.Of($"""<tr><th scope="col">Mesure</th>{Cells.Head("Déclaré")}{Cells.Head("Calculé")}{Cells.Head("Écart")}</tr>"""),
        Markup.Join(report.Statements.Select(Rows)));

    private static Markup Rows(ComparedStatement statement)
    {
        return Markup.Of($"""
            <tbody>
            <tr class="group"><th scope="rowgroup" colspan="{Columns}">{Title(statement)}
            <span class="note">{(statement.Wording is { } wording ? Markup.Of($"État : « {wording} ». ") : Markup.Nothing)}Source : {statement.Source}. {Basis(statement)}</span></th></tr>
            {Row("Projets", figures => figures.Projects, Cells.Count, Cells.Gap)}
            {Row("Coopératives", figures => figures.Cooperatives, Cells.Count, Cells.Gap)}
            {Row("Coût total", figures => figures.TotalCost, Cells.Amount, Cells.Gap)}
            {Row("Part INDH", figures => figures.IndhContribution, Cells.Amount, Cells.Gap)}
            </tbody>

            """);

        Markup Row<T>(string name, Func<StatementNumbers, T?> figure, Func<T?, Markup> cell, Func<T?, Markup> gap)
            where T : struct => figure(statement.Reported) is null && figure(statement.Computed) is null
            ? Markup.Nothing
            : Markup.Of($"""<tr><th scope="row">{name}</th>{Cells.Number(cell(figure(statement.Reported)))}{Cells.Number(cell(figure(statement.Computed)))}{Cells.Number(gap(figure(statement.Gap)))}</tr>""");
    }

    private static Markup Title(ComparedStatement statement) => Markup.Of(
        $"{(statement.Province is { } province ? Cells.Name(province) : Markup.Of($"Maroc"))}, du {French.Day(statement.From)} au {French.Day(statement.To)} : {(statement.Programme is { } programme ? French.Programme(programme) : "tous programmes ou programme non précisé")}{(statement.Scope is { } scope ? $", {scope}" : "")}");

    private static string Basis(ComparedStatement statement) => statement switch
    {
        { ComputedFrom: { } source } => $"Calculé d’après des {French.Source(source)}.",
        { Computed: { IndhContribution: null } } => "Rien ne peut être calculé : le champ ne correspond à aucun programme du grand livre.",
        _ => "Calculé : aucune subvention du grand livre n’y correspond.",
    };
}
