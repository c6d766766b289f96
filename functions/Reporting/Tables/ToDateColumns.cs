namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>The columns that stand once for the month, once for the year and once for the phase to date.</summary>
internal static class ToDateColumns
{
    public static IEnumerable<BalanceColumn> All(
        string prefix, string heading, (string French, string English) time, bool required, Func<BalanceLine, ToDate?> value) =>
        Flows(prefix, heading, time, required, line => value(line)?.Flows)
            .Concat(Counts(prefix, heading, time, required, line => value(line)?.Counts));

    public static IEnumerable<BalanceColumn> Flows(
        string prefix, string heading, (string French, string English) time, bool required, Func<BalanceLine, Flows?> value)
    {
        yield return Amount("committed", "Engagé (MAD)", "Engagements", "Commitments", flows => flows.Committed);
        yield return Amount(
            "amended",
            "Avenants (MAD)",
            "Avenants, négatifs s’ils réduisent l’engagement :",
            "Amendments, below zero where they lower the commitment,",
            flows => flows.Amended);
        yield return Amount("disbursed", "Décaissé (MAD)", "Décaissements", "Disbursements", flows => flows.Disbursed);
        yield return Amount(
            "refunded", "Remboursé (MAD)", "Remboursements par les bénéficiaires", "Refunds by recipients", flows => flows.Refunded);
        yield return Amount("cancelled", "Annulé (MAD)", "Engagements annulés", "Commitments cancelled", flows => flows.Cancelled);
        yield return Column(
            "grants",
            "Subventions",
            ColumnType.Integer,
            "Subventions engagées pour la première fois",
            "Grants first committed",
            line => value(line)?.Grants);

        BalanceColumn Amount(string name, string title, string french, string english, Func<Flows, decimal> amount) =>
            Column(name, title, ColumnType.Amount, french, english, line => value(line) is { } flows ? amount(flows) : null);

        BalanceColumn Column(string name, string title, ColumnType type, string french, string english, Func<BalanceLine, object?> cell) =>
            new(
                prefix + name,
                heading + title,
                type,
                required,
                $"{french} {time.French}",
                $"{english} {time.English}",
                (_, line) => cell(line));
    }

    public static IEnumerable<BalanceColumn> Counts(
        string prefix, string heading, (string French, string English) time, bool required, Func<BalanceLine, Counts?> value)
    {
        const string Once = " (comptés une fois par province et programme : ne pas additionner)";
        const string OnceEnglish = " (each counted once per province and programme: do not add up)";
        yield return Column(
            "projects",
            "Projets",
            ColumnType.Integer,
            required,
            "Projets financés par ces subventions",
            Once,
            "Projects that these grants pay for",
            OnceEnglish,
            counts => counts.Projects);
        yield return Column(
            "cooperatives",
            "Coopératives",
            ColumnType.Integer,
            required,
            "Coopératives soutenues",
            Once,
            "Cooperatives supported",
            OnceEnglish,
            counts => counts.Cooperatives);
        yield return Column(
            "total_cost",
            "Coût total connu (MAD)",
            ColumnType.Amount,
            false,
            "Coût de ces projets, là où il est connu",
            Once,
            "Cost of these projects where it is known",
            OnceEnglish,
            counts => counts.TotalCost);
        yield return Column(
            "indh_contribution",
            "Part INDH (MAD)",
            ColumnType.Amount,
            false,
            "Part de l’INDH dans les projets dont le coût est connu", "", "Part of the INDH in the projects whose cost is known", "",
            counts => counts.IndhContribution);

        BalanceColumn Column(
            string name,
            string title,
            ColumnType type,
            bool filled,
            string french,
            string note,
            string english,
            string noteEnglish,
            Func<Counts, object?> cell) =>
            new(
                prefix + name,
                heading + title,
                type,
                filled,
                $"{french}, {time.French}{note}",
                $"{english}, {time.English}{noteEnglish}",
                (_, line) => value(line) is { } counts ? cell(counts) : null);
    }
}
