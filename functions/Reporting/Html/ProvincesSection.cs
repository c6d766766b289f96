namespace IndhCoops.Functions.Reporting.Html;

/// <summary>The provinces region by region, which add up to their region.</summary>
internal static class ProvincesSection
{
    private const int Columns = 9;

    public static Markup Of(MonthReport report) => Markup.Of($"""
        <section id="provinces" class="page" aria-labelledby="provinces-h"><h2 id="provinces-h">Les provinces</h2>
        <p>Provinces et préfectures qui ont un solde. Le détail par programme, avec le nombre de projets et de coopératives et les cumuls, est dans les fichiers joints.</p>
        {Cells.Table("provinces-mois", $"Soldes et mouvements par province, {French.Month(report.Period)} (MAD)", Markup.Of($"""<tr><th scope="col">Province</th>{Cells.PositionHeads}</tr>"""), Regions(report))}
        </section>
        """);

    private static Markup Regions(MonthReport report)
    {
        var provinces = report.Provinces.ToLookup(total => total.Region.Code);
        return Markup.Join(report.Regions.Where(region => provinces.Contains(region.Region.Code)).Select(region => Markup.Of($"""
            <tbody>
            <tr class="group"><th scope="rowgroup" colspan="{Columns}">{Cells.Name(region.Region)}</th></tr>
            {provinces[region.Region.Code].Select(total => Markup.Of($"""<tr><th scope="row">{Cells.Name(total.Province)}</th>{Cells.Position(total.Month)}</tr>"""))}
            <tr class="sum"><th scope="row">Total de la région</th>{Cells.Position(region.Compared.Month)}</tr>
            </tbody>

            """)));
    }
}
