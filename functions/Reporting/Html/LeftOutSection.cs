namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What the figures leave out, and why.</summary>
internal static class LeftOutSection
{
    public static Markup Of(MonthReport report)
    {
        var strike = report.Strike;
        return Markup.Of($"""
            <section id="limites" aria-labelledby="limites-h"><h2 id="limites-h">Ce qui n’est pas compté, et pourquoi</h2>
            <ul>
            <li><strong>{French.Counted(strike.UncommittedGrants, "subvention sans engagement daté", "subventions sans engagement daté")}</strong>, pour {Cells.Amount(strike.UncommittedAmount)} MAD : connues, mais sans date qui permette de les placer dans un mois. Elles ne sont dans aucun solde.</li>
            <li><strong>{French.Counted(strike.LaterMovements, "mouvement", "mouvements")}</strong> à effet postérieur au dernier mois arrêté : à compter quand leur mois viendra.</li>
            <li><strong>{French.Counted(report.StatementsLeftOut, "bilan déclaré", "bilans déclarés")}</strong> sans comparaison ici : leur période finit après ce mois ou n’est pas précisée au jour près.</li>
            <li>Le coût des projets dont le coût n’est pas connu. La part INDH n’est rapportée au coût que pour les projets dont le coût est connu.</li>
            <li>Projets et coopératives ne sont pas totalisés par région ni pour le pays : ils sont comptés une fois par province et programme, et une coopérative soutenue par deux programmes compterait deux fois. Voir les fichiers joints.</li>
            </ul>
            <p>Un mouvement saisi plus tard qui prend effet dans ce mois ou avant donne lieu à une nouvelle révision de ce rapport ; les révisions précédentes restent lisibles.</p>
            </section>
            """);
    }
}
