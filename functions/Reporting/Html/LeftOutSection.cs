namespace IndhCoops.Functions.Reporting.Html;

/// <summary>What the figures leave out, and why.</summary>
internal static class LeftOutSection
{
    public static Markup Of(MonthReport report, ReportLanguage language)
    {
        var strike = report.Strike;
        var uncommitted = language.Counted(
            strike.UncommittedGrants, "subvention sans engagement daté", "subventions sans engagement daté", "إعانات دون التزام مؤرخ");
        var of = language.Say(", pour ", "، بمبلغ ");
        var later = language.Counted(strike.LaterMovements, "mouvement", "mouvements", "حركات");
        var statements = language.Counted(report.StatementsLeftOut, "bilan publié", "bilans publiés", "حصائل منشورة");
        return Markup.Of($"""
            <section id="limites" aria-labelledby="limites-h"><h2 id="limites-h">{language.Say(
                "Ce qui n’est pas compté, et pourquoi", "ما لم يحتسب، ولماذا")}</h2>
            <ul>
            <li><strong>{uncommitted}</strong>{of}{Cells.Amount(strike.UncommittedAmount)} {language.Unit}{language.Say(
                " : connues, mais sans date qui permette de les placer dans un mois. Elles ne sont dans aucun solde.",
                ": معروفة، لكن دون تاريخ يسمح بإدراجها في شهر. لا توجد في أي رصيد.")}</li>
            <li><strong>{later}</strong> {language.Say(
                "à effet postérieur au dernier mois arrêté : à compter quand leur mois viendra.",
                "تسري بعد آخر شهر محصور: تحتسب حين يحل شهرها.")}</li>
            <li><strong>{statements}</strong> {language.Say(
                "sans comparaison ici : leur période finit après ce mois ou n’est pas précisée au jour près.",
                "دون مقارنة هنا: تنتهي فترتها بعد هذا الشهر أو لم تحدد باليوم.")}</li>
            <li>{language.Say(
                "Le coût des projets dont le coût n’est pas connu. "
                    + "La part INDH n’est rapportée au coût que pour les projets dont le coût est connu.",
                "كلفة المشاريع التي لا تعرف كلفتها. لا تقارن مساهمة المبادرة بالكلفة إلا في المشاريع التي تعرف كلفتها.")}</li>
            <li>{language.Say(
                "Projets et coopératives ne sont pas totalisés par région ni pour le pays : "
                    + "ils sont comptés une fois par province et programme, "
                    + "et une coopérative soutenue par deux programmes compterait deux fois. Voir les fichiers joints.",
                "لا تجمع المشاريع والتعاونيات حسب الجهة ولا على صعيد البلد: تحتسب مرة واحدة لكل إقليم وبرنامج، "
                    + "والتعاونية التي يدعمها برنامجان ستحتسب مرتين. انظروا الملفات المرفقة.")}</li>
            </ul>
            <p>{language.Say(
                "Un mouvement saisi plus tard qui prend effet dans ce mois ou avant donne lieu à une nouvelle révision de ce rapport ; "
                    + "les révisions précédentes restent lisibles.",
                "كل حركة تسجل لاحقا وتسري في هذا الشهر أو قبله تؤدي إلى مراجعة جديدة لهذا التقرير؛ "
                    + "وتبقى المراجعات السابقة متاحة.")}</p>
            </section>
            """);
    }
}
