namespace IndhCoops.Domain.Intake.Workbooks;

/// <summary>How the template is filled in.</summary>
internal static class TemplateReadMe
{
    private static readonly LocalText[] Text =
    [
        new(
            "Une feuille par sujet : remplissez celles qu’il vous faut et laissez les autres vides. "
                + "Les colonnes en couleur sont obligatoires.",
            "ورقة لكل موضوع: املأوا ما تحتاجونه واتركوا الباقي فارغا. الأعمدة الملونة إلزامية.",
            "One sheet for each subject: fill in those that you need and leave the others empty. Coloured columns are compulsory."),
        new(
            "La référence est le numéro de votre bureau. Elle est unique dans la province, ne change jamais, "
                + "et c’est par elle que la ligne est retrouvée au prochain envoi.",
            "المرجع هو رقم مكتبكم. وهو فريد في الإقليم ولا يتغير أبدا، وبه يعثر على السطر عند الإرسال المقبل.",
            "The reference is your office’s own number. It is unique in the province, never changes, and by it the row is found when you "
                + "send the file again."),
        new(
            "La ligne EXEMPLE n’est jamais importée. Les lignes de titre et de total non plus.",
            "سطر المثال لا يستورد أبدا، وكذلك سطور العناوين والمجاميع.",
            "The row EXAMPLE is never imported; nor are titles and totals."),
        new(
            "Dates : jour/mois/année, par exemple 15/10/2026. Montants : en dirhams, deux décimales au plus, par exemple 276000,57.",
            "التواريخ: يوم/شهر/سنة، مثلا 15/10/2026. المبالغ: بالدرهم وبرقمين عشريين على الأكثر، مثلا 276000,57.",
            "Days: day/month/year, for example 15/10/2026. Amounts: in dirhams with at most two decimals, for example 276000.57."),
        new(
            "Une cellule vide ne change rien à ce qui est déjà enregistré.",
            "الخلية الفارغة لا تغير شيئا مما هو مسجل.",
            "An empty cell changes nothing of what is recorded already."),
        new(
            "Un mouvement enregistré n’est jamais modifié : une erreur se corrige par un autre mouvement, sous une autre référence.",
            "الحركة المسجلة لا تعدل أبدا: يصحح الخطأ بحركة أخرى بمرجع آخر.",
            "A movement that is recorded is never edited: a mistake is corrected by another movement under another reference."),
        new(
            "Envoyez le même fichier autant de fois que vous voulez : ce qui est déjà là n’est pas compté deux fois.",
            "أرسلوا نفس الملف كم شئتم: ما هو موجود لا يحسب مرتين.",
            "Send the same file as often as you like: what is there already is not counted twice."),
    ];

    public static IEnumerable<string> Lines(IntakeLanguage language) => Text.Select(line => line.In(language));
}
