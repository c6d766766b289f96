namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The provinces region by region, which add up to their region.</summary>
internal static class ProvincesSection
{
    private const int Columns = 9;

    public static Markup Of(MonthReport report, ReportLanguage language) => Markup.Of($"""
        <section id="provinces" aria-labelledby="provinces-h"><h2 id="provinces-h">{language.Say("Les provinces", "الأقاليم")}</h2>
        <p>{language.Say(
            "Provinces et préfectures qui ont un solde ; chacune a son propre rapport de deux pages. "
                + "Le détail par programme, avec le nombre de projets et de coopératives et les cumuls, est dans les fichiers joints.",
            "العمالات والأقاليم التي لها رصيد؛ ولكل منها تقريرها الخاص في صفحتين. "
                + "التفصيل حسب البرنامج، مع عدد المشاريع والتعاونيات والمجاميع، في الملفات المرفقة.")}</p>
        {Cells.Table(
            "provinces-mois",
            language.Say(
                $"Soldes et mouvements par province, {language.Month(report.Period)} (MAD)",
                $"الأرصدة والحركات حسب الإقليم، {language.Month(report.Period)} (بالدرهم)"),
            Cells.Heads(language.Say("Province", "الإقليم"), Cells.PositionHeads(language)),
            Regions(report, language))}
        </section>
        """);

    private static Markup Regions(MonthReport report, ReportLanguage language)
    {
        var provinces = report.Provinces.ToLookup(total => total.Region.Code);
        var pages = report.ProvinceReports.Select(province => province.Province.Code).ToHashSet(StringComparer.Ordinal);
        return Markup.Join(report.Regions.Where(region => provinces.Contains(region.Region.Code)).Select(region => Markup.Of($"""
            <tbody>
            <tr class="group"><th scope="rowgroup" colspan="{Columns}">{Cells.Name(region.Region, language)}</th></tr>
            {provinces[region.Region.Code].Select(total => Cells.Row(Linked(total.Province), Cells.Position(total.Month)))}
            <tr class="sum"><th scope="row">{language.Say(
                "Total de la région", "مجموع الجهة")}</th>{Cells.Position(region.Compared.Month)}</tr>
            </tbody>

            """)));

        Markup Linked(Place province) => pages.Contains(province.Code)
            ? Markup.Of($"""<a href="provinces/{province.Code}{ProvincePage.EndingOf(language)}">{Cells.Name(province, language)}</a>""")
            : Cells.Name(province, language);
    }
}
