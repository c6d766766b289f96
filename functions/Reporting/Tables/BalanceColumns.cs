using IndhCoops.Domain;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>The columns of the balances in every format, in this order.</summary>
public static class BalanceColumns
{
    /// <summary>The name of the column that identifies a balance.</summary>
    public const string Key = "balance_id";

    /// <summary>All columns.</summary>
    public static IReadOnlyList<BalanceColumn> All { get; } =
    [
        Text(Key, "Identifiant", "Mois, province et programme", "Month, province and programme", (_, line) => line.Id),
        new("period", "Mois", ColumnType.Date, true, "Premier jour du mois", "First day of the month", (report, _) => report.Period),
        new(
            "revision",
            "Révision",
            ColumnType.Integer,
            true,
            "Révision du rapport, à partir de 1",
            "Revision of the report, counted from 1",
            (report, _) => report.Revision),
        new(
            "provisional",
            "Provisoire",
            ColumnType.Flag,
            true,
            "Vrai tant que le mois n’est pas terminé",
            "True as long as the month has not ended",
            (_, line) => line.Provisional),
        Text(
            "data_source",
            "Nature des données",
            "Source la moins sûre des mouvements ; SYNTHETIC : données de démonstration, jamais un fait",
            "Least reliable source of the movements; SYNTHETIC: demonstration data, never a fact",
            (_, line) => EnumNames.Of(line.DataSource)) with
        {
            Allowed = [.. Enum.GetValues<DataSource>().Select(EnumNames.Of)],
        },
        Text("region_code", "Code région", "Code ISO 3166-2 de la région", "ISO 3166-2 code of the region", (_, line) => line.Region.Code),
        Text("region", "Région", "Nom français de la région", "French name of the region", (_, line) => line.Region.Name),
        Text("region_ar", "Région (arabe)", "Nom arabe de la région", "Arabic name of the region", (_, line) => line.Region.NameArabic),
        Text(
            "province_code",
            "Code province",
            "Code ISO 3166-2 de la province ou préfecture",
            "ISO 3166-2 code of the province or prefecture",
            (_, line) => line.Province.Code),
        Text(
            "province",
            "Province",
            "Nom français de la province ou préfecture",
            "French name of the province or prefecture",
            (_, line) => line.Province.Name),
        Text(
            "province_ar",
            "Province (arabe)",
            "Nom arabe de la province ou préfecture",
            "Arabic name of the province or prefecture",
            (_, line) => line.Province.NameArabic),
        Text(
            "programme_code",
            "Code programme",
            "Code du programme ; vide s’il est inconnu",
            "Code of the programme; empty where unknown",
            (_, line) => line.Programme?.Code) with
        {
            Required = false,
        },
        Text(
            "programme", "Programme", "Nom officiel du programme", "Official name of the programme", (_, line) => line.Programme?.Name) with
        {
            Required = false,
        },
        Text(
            "axis",
            "Axe",
            "Axe du programme ; vide pour le programme entier",
            "Axis of the programme; empty for the whole programme",
            (_, line) => line.Programme?.Axis) with
        {
            Required = false,
        },
        Text(
            "phase",
            "Phase",
            "Phase de l’INDH dans laquelle tombe le mois ; vide hors phase",
            "INDH phase in which the month lies; empty outside every phase",
            (_, line) => line.Phase?.ToString()) with
        {
            Required = false,
            Allowed = Enum.GetNames<Phase>(),
        },
        Amount(
            "opening",
            "Solde d’ouverture (MAD)",
            "Engagé et non encore décaissé au début du mois",
            "Promised and not yet paid at the beginning of the month",
            line => line.Position.Opening),
        .. ToDateColumns.Flows("", "", ("du mois", "in the month"), true, line => line.Position.Flows),
        Amount(
            "closing",
            "Solde de clôture (MAD)",
            "Engagé et non encore décaissé à la fin du mois : ouverture + engagé + avenants − décaissé + remboursé − annulé",
            "Promised and not yet paid at the end of the month: opening + committed + amended - disbursed + refunded - cancelled",
            line => line.Position.Closing),
        .. ToDateColumns.Counts("", "", ("du mois", "in the month"), true, line => line.Counts),
        .. ToDateColumns.All(
            "year_to_date_", "Cumul année : ", ("depuis le 1er janvier", "since 1 January"), true, line => line.YearToDate),
        .. ToDateColumns.All(
            "phase_to_date_",
            "Cumul phase : ",
            ("depuis le début de la phase", "since the beginning of the phase"),
            false,
            line => line.PhaseToDate),
    ];

    private static BalanceColumn Text(
        string name, string heading, string description, string english, Func<MonthReport, BalanceLine, string?> value) =>
        new(name, heading, ColumnType.Text, true, description, english, value);

    private static BalanceColumn Amount(
        string name, string heading, string description, string english, Func<BalanceLine, decimal> value) =>
        new(name, heading, ColumnType.Amount, true, description, english, (_, line) => value(line));
}
