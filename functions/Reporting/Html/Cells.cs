using System.Globalization;
using IndhCoops.Domain.Wording;

namespace IndhCoops.Functions.Reporting.Html;

/// <summary>Figures, names and tables as the page shows them. Every figure also carries its exact value for programs.</summary>
internal static class Cells
{
    private static readonly string[] PositionMembers = ["committed", "amended", "disbursed", "refunded", "cancelled"];

    public static Markup Unknown { get; } = Markup.Of($"{LocalFormat.Unknown}");

    /// <summary>The heads of the columns that <see cref="Position"/> fills.</summary>
    public static Markup PositionHeads(ReportLanguage language) => Markup.Join(
    [
        Head(language.Say("Ouverture", "الافتتاح")),
        .. PositionMembers.Select(member => Head(language.Member(member))),
        Head(language.Say("Clôture", "الإقفال")),
        Head(language.Member("grants")),
    ]);

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

    public static Markup Amount(decimal? amount) =>
        amount is { } value ? Exact(value, ReportLanguage.Numbers.Amount(value)) : Unknown;

    public static Markup Count(int? count) =>
        count is { } value ? Exact(value, ReportLanguage.Numbers.Count(value)) : Unknown;

    /// <summary>A difference of amounts, with its sign.</summary>
    public static Markup Gap(decimal? gap) =>
        gap is { } value ? Exact(value, ReportLanguage.Numbers.Signed(value, "N2")) : Unknown;

    /// <summary>A difference of counts, with its sign.</summary>
    public static Markup Gap(int? gap) =>
        gap is { } value ? Exact(value, ReportLanguage.Numbers.Signed(value, "N0")) : Unknown;

    /// <summary>How much more the first amount is than the second.</summary>
    public static Markup Rise(decimal now, decimal? before) =>
        before is { } value ? Markup.Of($"{ReportLanguage.Numbers.Signed(now - value, "N2")}") : Unknown;

    /// <summary>How much more the first count is than the second.</summary>
    public static Markup Rise(int now, int? before) =>
        before is { } value ? Markup.Of($"{ReportLanguage.Numbers.Signed(now - value, "N0")}") : Unknown;

    /// <summary>The same in per cent.</summary>
    public static Markup Growth(decimal now, decimal? before) => before is { } value and not 0
        ? Markup.Of($"""<bdi dir="ltr">{ReportLanguage.Numbers.Growth(now, value) ?? LocalFormat.Unknown}</bdi>""")
        : Unknown;

    public static Markup Text(string text) => Markup.Of($"<td>{text}</td>");

    public static Markup Number(Markup figure) => Markup.Of($"<td class=\"n\">{figure}</td>");

    /// <summary>A place in the language of the page, and then in the other.</summary>
    public static Markup Name(Place place, ReportLanguage language) => language.IsRightToLeft
        ? Markup.Of($"""{place.NameArabic} <span lang="fr" dir="ltr">{place.Name}</span>""")
        : Markup.Of($"""{place.Name} <span lang="ar" dir="rtl">{place.NameArabic}</span>""");

    /// <summary>A cooperative by the name that it has in the language of the page, else by its French one.</summary>
    public static Markup Name(CooperativeName cooperative, ReportLanguage language) =>
        (language.IsRightToLeft, cooperative.NameArabic) switch
        {
            (true, { } arabic) => Markup.Of($"{arabic}"),
            (true, null) => French(cooperative.Name, language),
            (false, { } arabic) => Markup.Of($"""{cooperative.Name} <span lang="ar" dir="rtl">{arabic}</span>"""),
            _ => Markup.Of($"{cooperative.Name}"),
        };

    /// <summary>A French text on a page of either language.</summary>
    public static Markup French(string text, ReportLanguage language) => language.IsRightToLeft
        ? Markup.Of($"""<span lang="fr" dir="ltr">{text}</span>""")
        : Markup.Of($"{text}");

    /// <summary>A programme, whose official name is French.</summary>
    public static Markup Programme(ProgrammeName? programme, ReportLanguage language) =>
        programme is null ? Markup.Of($"{language.Programme(null)}") : French(language.Programme(programme), language);

    /// <summary>The heads of a table: of the names of its rows, and of what they hold.</summary>
    public static Markup Heads(string name, params Markup[] heads) => Markup.Of($"""<tr><th scope="col">{name}</th>{heads}</tr>""");

    /// <summary>A row: its name, and what it holds.</summary>
    public static Markup Row(Markup name, params Markup[] cells) => Markup.Of($"""<tr><th scope="row">{name}</th>{cells}</tr>""");

    public static Markup Row(string name, params Markup[] cells) => Row(Markup.Of($"{name}"), cells);

    /// <summary>The head of a column of figures.</summary>
    public static Markup Head(string text) => Markup.Of($"""<th scope="col" class="n">{text}</th>""");

    /// <summary>The head of a column of texts.</summary>
    public static Markup TextHead(string text) => Markup.Of($"""<th scope="col">{text}</th>""");

    /// <summary>A table that scrolls by itself where the screen is narrower, also by keyboard.</summary>
    public static Markup Table(string id, string caption, Markup head, Markup bodies) => Markup.Of($"""
        <div class="scroll" role="region" aria-labelledby="{id}-titre" tabindex="0">
        <table id="{id}"><caption id="{id}-titre"><span>{caption}</span></caption>
        <thead>{head}</thead>
        {bodies}
        </table></div>

        """);

    private static Markup Exact(decimal value, string text) =>
        Markup.Of($"""<data value="{value.ToString("F2", CultureInfo.InvariantCulture)}">{text}</data>""");

    private static Markup Exact(int value, string text) => Markup.Of($"""<data value="{value}">{text}</data>""");
}
