using System.Globalization;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>Figures, names and tables as the page shows them. Every figure also carries its exact value for programs.</summary>
internal static class Cells
{
    private static readonly string[] PositionNames = ["Ouverture", "Engagé", "Avenants", "Décaissé", "Remboursé", "Annulé", "Clôture", "Subventions"];

    public static Markup Unknown { get; } = Markup.Of($"""<span title="non disponible">{French.Unknown}</span>""");

    /// <summary>The heads of the columns that <see cref="Position"/> fills.</summary>
    public static Markup PositionHeads { get; } = Markup.Join(PositionNames.Select(Head));

    public static Markup Position(Position position) => Markup.Join(new[]
    {
        Amount(position.Opening),
        Amount(position.Flows.Committed),
        Amount(position.Flows.Amended),
        Amount(position.Flows.Disbursed),
        Amount(position.Flows.Refunded),
        Amount(position.Flows.Cancelled),
        Amount(position.Closing),
        Count(position.Flows.Grants),
    }.Select(Number));

    public static Markup Amount(decimal? amount) => amount is { } value
        ? Markup.Of($"""<data value="{value.ToString("F2", CultureInfo.InvariantCulture)}">{French.Amount(value)}</data>""")
        : Unknown;

    public static Markup Count(int? count) => count is { } value ? Markup.Of($"""<data value="{value}">{French.Count(value)}</data>""") : Unknown;

    /// <summary>A difference of amounts, with its sign.</summary>
    public static Markup Gap(decimal? gap) => gap is { } value
        ? Markup.Of($"""<data value="{value.ToString("F2", CultureInfo.InvariantCulture)}">{French.Signed(value, "N2")}</data>""")
        : Unknown;

    /// <summary>A difference of counts, with its sign.</summary>
    public static Markup Gap(int? gap) => gap is { } value ? Markup.Of($"""<data value="{value}">{French.Signed(value, "N0")}</data>""") : Unknown;

    /// <summary>How much more the first amount is than the second.</summary>
    public static Markup Rise(decimal now, decimal? before) => before is { } value ? Markup.Of($"{French.Signed(now - value, "N2")}") : Unknown;

    /// <summary>How much more the first count is than the second.</summary>
    public static Markup Rise(int now, int? before) => before is { } value ? Markup.Of($"{French.Signed(now - value, "N0")}") : Unknown;

    /// <summary>The same in per cent.</summary>
    public static Markup Growth(decimal now, decimal? before) => before is { } value and not 0 ? Markup.Of($"{French.Growth(now, value)}") : Unknown;

    public static Markup Number(Markup figure) => Markup.Of($"<td class=\"n\">{figure}</td>");

    public static Markup Name(Place place) => Markup.Of($"{place.Name} {Arabic(place)}");

    public static Markup Arabic(Place place) => Markup.Of($"""<span lang="ar" dir="rtl">{place.NameArabic}</span>""");

    public static Markup Head(string text) => Markup.Of($"""<th scope="col" class="n">{text}</th>""");

    /// <summary>A table that scrolls by itself where the screen is narrower, also by keyboard.</summary>
    public static Markup Table(string id, string caption, Markup head, Markup bodies) => Markup.Of($"""
        <div class="scroll" role="region" aria-labelledby="{id}-titre" tabindex="0">
        <table id="{id}"><caption id="{id}-titre"><span>{caption}</span></caption>
        <thead>{head}</thead>
        {bodies}
        </table></div>

        """);
}
