namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What officials reported, beside what the ledger gives for the same territory, programme and period.</summary>
internal static class StatementsSection
{
    private const int Columns = 4;

    public static Markup Of(MonthReport report, ReportLanguage language) => Markup.Of($"""
        <section id="bilans" aria-labelledby="bilans-h"><h2 id="bilans-h">{language.Say(
            "Bilans publiés et chiffres calculés", "الحصائل المنشورة والأرقام المحسوبة")}</h2>
        <p>{language.Say(
            "À gauche, ce que les autorités ont publié ; à côté, ce que donne le grand livre pour le même territoire, "
                + "le même programme et la même période, d’après les subventions engagées dans cette période. "
                + "Écart : publié moins calculé. Les deux ne se mélangent jamais. "
                + "Les bilans dont la période finit après le mois n’y sont pas.",
            "أولا ما نشرته السلطات، وبجانبه ما يعطيه سجل الحركات للمجال نفسه والبرنامج نفسه والفترة نفسها، "
                + "حسب الإعانات الملتزم بها في تلك الفترة. الفارق: المنشور ناقص المحسوب. لا يمزج بينهما أبدا. "
                + "لا تدرج هنا الحصائل التي تنتهي فترتها بعد هذا الشهر.")}</p>
        {(report.Statements.Count == 0 ? None(language) : Table(report, language))}
        </section>
        """);

    private static Markup None(ReportLanguage language)
    {
        var sentence = language.Say(
            "Aucun bilan connu ne porte sur une période achevée à la fin de ce mois.",
            "لا توجد حصيلة معروفة عن فترة منتهية عند نهاية هذا الشهر.");
        return Markup.Of($"<p>{sentence}</p>");
    }

    private static Markup Table(MonthReport report, ReportLanguage language) => Cells.Table(
        "bilans-table",
        language.Say(
            "Bilans publiés, chiffres calculés et écarts (montants en MAD)",
            "الحصائل المنشورة والأرقام المحسوبة والفوارق (المبالغ بالدرهم)"),
        Cells.Heads(
            language.Say("Mesure", "القياس"),
            Cells.Head(language.Say("Publié", "المنشور")),
            Cells.Head(language.Say("Calculé", "المحسوب")),
            Cells.Head(language.Say("Écart", "الفارق"))),
        Markup.Join(report.Statements.Select(statement => Rows(statement, language))));

    private static Markup Rows(ComparedStatement statement, ReportLanguage language)
    {
        var state = statement.Wording is { } wording
            ? Markup.Of($"{language.Say("État", "الحالة")} : « {Cells.French(wording, language)} ». ")
            : Markup.Nothing;
        var source = Markup.Of($"{language.Say("Source : ", "المصدر: ")}{Cells.French(statement.Source, language)}. ");
        return Markup.Of($"""
            <tbody>
            <tr class="group"><th scope="rowgroup" colspan="{Columns}">{Title(statement, language)}
            <span class="note">{state}{source}{Basis(statement, language)}</span></th></tr>
            {Row("projects", figures => figures.Projects, Cells.Count, Cells.Gap)}
            {Row("cooperatives", figures => figures.Cooperatives, Cells.Count, Cells.Gap)}
            {Row("totalCost", figures => figures.TotalCost, Cells.Amount, Cells.Gap)}
            {Row("indhContribution", figures => figures.IndhContribution, Cells.Amount, Cells.Gap)}
            </tbody>

            """);

        Markup Row<T>(string member, Func<StatementNumbers, T?> figure, Func<T?, Markup> cell, Func<T?, Markup> gap)
            where T : struct => figure(statement.Reported) is null && figure(statement.Computed) is null
            ? Markup.Nothing
            : Cells.Row(
                language.Member(member),
                Cells.Number(cell(figure(statement.Reported))),
                Cells.Number(cell(figure(statement.Computed))),
                Cells.Number(gap(figure(statement.Gap))));
    }

    private static Markup Title(ComparedStatement statement, ReportLanguage language)
    {
        var place = statement.Province is { } province ? Cells.Name(province, language) : Markup.Of($"{language.Say("Maroc", "المغرب")}");
        var programme = statement.Programme is { } known ? Cells.Programme(known, language) : Markup.Of(
            $"{language.Say("tous programmes ou programme non précisé", "جميع البرامج أو برنامج غير محدد")}");
        var (from, to) = (language.Day(statement.From), language.Day(statement.To));
        var period = language.Say($", du {from} au {to} : ", $"، من {from} إلى {to}: ");
        var field = statement.Scope is { } scope ? Markup.Of($", {Cells.French(scope, language)}") : Markup.Nothing;
        return Markup.Of($"{place}{period}{programme}{field}");
    }

    private static string Basis(ComparedStatement statement, ReportLanguage language) => statement switch
    {
        { ComputedFrom: { } source } =>
            language.Say($"Calculé d’après des {language.Source(source)}.", $"محسوب انطلاقا من {language.Source(source)}."),
        { Computed: { IndhContribution: null } } => language.Say(
            "Rien ne peut être calculé : le champ ne correspond à aucun programme du grand livre.",
            "لا يمكن حساب شيء: لا يقابل النطاق أي برنامج في سجل الحركات."),
        _ => language.Say("Calculé : aucune subvention du grand livre n’y correspond.", "المحسوب: لا تقابله أي إعانة في سجل الحركات."),
    };
}
