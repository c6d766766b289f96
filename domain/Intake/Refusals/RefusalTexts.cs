using System.Collections.Frozen;
using System.Globalization;

namespace IndhCoops.Domain.Intake.Refusals;

/// <summary>What is said of a refusal: why, and what to do.</summary>
internal static class RefusalTexts
{
    private static readonly FrozenDictionary<RefusalReason, LocalText> All = new Dictionary<RefusalReason, LocalText>
    {
        [RefusalReason.FileEmpty] = new(
            "Le fichier est vide. Envoyez le classeur ou le fichier CSV.",
            "الملف فارغ. أرسلوا المصنف أو ملف CSV.",
            "The file is empty. Send the workbook or the CSV file."),
        [RefusalReason.FileTooLarge] = new(
            "Le fichier pèse {0} Mo ; {1} Mo sont permis. Répartissez les lignes sur plusieurs fichiers.",
            "حجم الملف {0} ميغابايت، والحد الأقصى {1} ميغابايت. وزعوا السطور على عدة ملفات.",
            "The file has {0} MB; {1} MB are allowed. Spread the rows over several files."),
        [RefusalReason.FileNoWorkbook] = new(
            "Ce n’est ni un classeur Excel (.xlsx), ni un fichier CSV, ni un fichier 360Giving (JSON). "
                + "Enregistrez le tableau sous l’un de ces formats.",
            "هذا ليس مصنف Excel (.xlsx) ولا ملف CSV ولا ملف 360Giving (JSON). احفظوا الجدول بإحدى هاتين الصيغتين.",
            "This is neither an Excel workbook (.xlsx) nor a CSV or 360Giving (JSON) file. Save the table as one of these."),
        [RefusalReason.FileOldWorkbook] = new(
            "C’est un classeur d’Excel 97-2003 (.xls). Ouvrez-le et enregistrez-le au format .xlsx.",
            "هذا مصنف Excel 97-2003 (.xls). افتحوه واحفظوه بصيغة .xlsx.",
            "This is a workbook of Excel 97-2003 (.xls). Open it and save it as .xlsx."),
        [RefusalReason.FileOpenDocument] = new(
            "C’est un classeur OpenDocument (.ods). Ouvrez-le et enregistrez-le au format .xlsx.",
            "هذا مصنف OpenDocument (.ods). افتحوه واحفظوه بصيغة .xlsx.",
            "This is an OpenDocument workbook (.ods). Open it and save it as .xlsx."),
        [RefusalReason.FileEncrypted] = new(
            "Le classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe.",
            "المصنف محمي بكلمة مرور. احفظوه بدون كلمة مرور.",
            "The workbook is protected by a password. Save it without one."),
        [RefusalReason.FileMacros] = new(
            "Le classeur contient des macros. Enregistrez-le au format .xlsx, sans macros.",
            "يحتوي المصنف على وحدات ماكرو. احفظوه بصيغة .xlsx بدون ماكرو.",
            "The workbook has macros. Save it as .xlsx, without macros."),
        [RefusalReason.FileBomb] = new(
            "Le classeur occuperait, une fois décompressé, bien plus de place qu’un tableau. "
                + "Copiez les lignes utiles dans un classeur neuf.",
            "سيشغل المصنف بعد فك ضغطه حيزا أكبر بكثير من جدول. انسخوا السطور المفيدة إلى مصنف جديد.",
            "The workbook would unpack to far more than a table. Copy the rows that matter into a new workbook."),
        [RefusalReason.FileEntities] = new(
            "Le classeur déclare des entités XML, ce qu’aucun tableur ne fait. Copiez les lignes dans un classeur neuf.",
            "يصرح المصنف بكيانات XML، وهو ما لا يفعله أي برنامج جداول. انسخوا السطور إلى مصنف جديد.",
            "The workbook declares XML entities, which no spreadsheet does. Copy the rows into a new workbook."),
        [RefusalReason.FileDamaged] = new(
            "Le classeur est endommagé et ne peut être lu. Ouvrez-le dans Excel ou LibreOffice et enregistrez-le de nouveau.",
            "المصنف تالف ولا يمكن قراءته. افتحوه في Excel أو LibreOffice واحفظوه من جديد.",
            "The workbook is damaged and cannot be read. Open it in Excel or LibreOffice and save it again."),
        [RefusalReason.FileTooManyColumns] = new(
            "La feuille {0} a {1} colonnes ; {2} sont permises. Supprimez les colonnes à droite du tableau.",
            "في الورقة {0} عدد {1} من الأعمدة، والحد الأقصى {2}. احذفوا الأعمدة الزائدة عن الجدول.",
            "Sheet {0} has {1} columns; {2} are allowed. Delete the columns beside the table."),
        [RefusalReason.FileTooManyRows] = new(
            "Le fichier a plus de {0} lignes. Répartissez-les sur plusieurs fichiers.",
            "في الملف أكثر من {0} سطر. وزعوها على عدة ملفات.",
            "The file has more than {0} rows. Spread them over several files."),
        [RefusalReason.FileFieldTooLong] = new(
            "Une cellule qui commence avant la ligne {0} dépasse {1} caractères : un guillemet n’est sans doute pas fermé. Fermez-le.",
            "خلية تبدأ قبل السطر {0} تتجاوز {1} حرفا: ربما لم تغلق علامة اقتباس. أغلقوها.",
            "A cell that begins before line {0} has more than {1} characters: a quotation mark may not be closed. Close it."),
        [RefusalReason.FileOpenQuotation] = new(
            "Un guillemet s’ouvre à la ligne {0} et n’est pas fermé : les lignes suivantes seraient perdues. Fermez-le, ou supprimez-le.",
            "تفتح علامة اقتباس في السطر {0} ولا تغلق: ستضيع الأسطر التالية. أغلقوها أو احذفوها.",
            "A quotation mark opens on line {0} and is not closed: the lines behind it would be lost. Close it, or delete it."),
        [RefusalReason.JsonDamaged] = new(
            "Le fichier commence comme du JSON et ne peut être lu au-delà de la ligne {0}, position {1}. Réparez-le ; "
                + "les objets y sont imbriqués sur {2} niveaux au plus.",
            "يبدأ الملف مثل JSON ولا يمكن قراءته بعد السطر {0}، الموضع {1}. أصلحوه؛ لا تتداخل الكائنات أكثر من {2} مستوى.",
            "The file begins as JSON and cannot be read beyond line {0}, position {1}. Repair it; objects nest at most {2} levels deep."),
        [RefusalReason.JsonNoGrants] = new(
            "Le fichier est du JSON sans liste « grants ». Envoyez un fichier au format 360Giving, un classeur ou un fichier CSV.",
            "الملف JSON بدون قائمة « grants ». أرسلوا ملفا بصيغة 360Giving أو مصنفا أو ملف CSV.",
            "The file is JSON without a list “grants”. Send a 360Giving file, a workbook or a CSV file."),
        [RefusalReason.JsonNameTwice] = new(
            "Un nom figure deux fois dans le même objet. Gardez-en un.",
            "يوجد اسم مرتين في نفس الكائن. احتفظوا بواحد.",
            "A name stands twice in one object. Keep one of them."),
        [RefusalReason.JsonTooLong] = new(
            "La subvention occupe plus d’un mégaoctet. Raccourcissez ses textes.",
            "تشغل الإعانة أكثر من ميغابايت واحد. اختصروا نصوصها.",
            "The grant takes more than one megabyte. Shorten its texts."),
        [RefusalReason.JsonWrongType] = new(
            "La valeur n’a pas le type du standard 360Giving : les montants sont des nombres, le reste des textes entre guillemets. "
                + "Corrigez-la.",
            "القيمة ليست من النوع الذي يحدده معيار 360Giving: المبالغ أعداد والباقي نصوص بين علامتي اقتباس. صححوها.",
            "The value has not the type that 360Giving gives it: amounts are numbers, the rest are texts in quotation marks. Correct it."),
        [RefusalReason.MadeUp] = new(
            "Cette subvention vient de la démonstration et n’est pas un fait. Supprimez-la.",
            "هذه الإعانة من العرض التجريبي وليست حقيقية. احذفوها.",
            "This grant was made up by the demonstration and is no fact. Delete it."),
        [RefusalReason.SeveralRecipients] = new(
            "La subvention a plusieurs bénéficiaires. Faites-en une subvention pour chacun.",
            "للإعانة عدة مستفيدين. اجعلوا لكل واحد إعانة.",
            "The grant has several recipients. Make it a grant for each."),
        [RefusalReason.FileNoSheet] = new(
            "Aucune feuille n’est reconnue. Nommez-les Coopératives, Projets, Subventions, Mouvements ou Observations, "
                + "comme dans le modèle.",
            "لم يتم التعرف على أي ورقة. سموها التعاونيات أو المشاريع أو الإعانات أو الحركات أو القياسات، كما في النموذج.",
            "No sheet is recognised. Name them Cooperatives, Projects, Grants, Movements or Observations, as in the template."),
        [RefusalReason.FileNoRows] = new(
            "Le fichier n’a aucune ligne de données. Remplissez au moins une ligne sous les en-têtes.",
            "لا يحتوي الملف على أي سطر معطيات. املأوا سطرا واحدا على الأقل تحت العناوين.",
            "The file has no row of data. Fill in at least one row below the headings."),
        [RefusalReason.SheetTwice] = new(
            "Le classeur a deux feuilles pour la même chose : {0} et {1}. Gardez-en une.",
            "في المصنف ورقتان لنفس الشيء: {0} و{1}. احتفظوا بواحدة.",
            "The workbook has two sheets for the same thing: {0} and {1}. Keep one."),
        [RefusalReason.SheetNoHeadings] = new(
            "La ligne d’en-têtes n’est pas reconnue. Il faut au moins : {0}.",
            "لم يتم التعرف على سطر العناوين. يلزم على الأقل: {0}.",
            "The row of headings is not recognised. It needs at least: {0}."),
        [RefusalReason.SheetMissingColumns] = new(
            "Il manque des colonnes obligatoires : {0}. Ajoutez-les ou reprenez les en-têtes du modèle.",
            "أعمدة إلزامية غير موجودة: {0}. أضيفوها أو استعملوا عناوين النموذج.",
            "Compulsory columns are missing: {0}. Add them, or take the headings of the template."),
        [RefusalReason.SheetColumnTwice] = new(
            "Deux colonnes ont le même sens, « {0} » : {1} et {2}. Gardez-en une.",
            "عمودان لهما نفس المعنى « {0} »: {1} و{2}. احتفظوا بواحد.",
            "Two columns mean the same, “{0}”: {1} and {2}. Keep one."),
        [RefusalReason.Missing] = new(
            "« {0} » est obligatoire. Remplissez la cellule.",
            "« {0} » إلزامي. املأوا الخلية.",
            "“{0}” is compulsory. Fill in the cell."),
        [RefusalReason.TooLong] = new(
            "Le texte dépasse {0} caractères. Raccourcissez-le.",
            "النص يتجاوز {0} حرفا. اختصروه.",
            "The text has more than {0} characters. Shorten it."),
        [RefusalReason.LostLetters] = new(
            "Des lettres ont été perdues à l’enregistrement (�, Ã©). Réécrivez le texte et enregistrez en UTF-8 ou en .xlsx.",
            "ضاعت حروف عند الحفظ (�, Ã©). أعيدوا كتابة النص واحفظوا بترميز UTF-8 أو بصيغة .xlsx.",
            "Letters were lost when the file was saved (�, Ã©). Write the text again, and save as UTF-8 or .xlsx."),
        [RefusalReason.ErrorCell] = new(
            "La formule donne une erreur. Corrigez-la ou écrivez la valeur.",
            "المعادلة تعطي خطأ. صححوها أو اكتبوا القيمة.",
            "The formula gives an error. Correct it, or write the value."),
        [RefusalReason.FormulaWithoutValue] = new(
            "La formule n’a pas de valeur enregistrée. Ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le, "
                + "ou écrivez la valeur.",
            "ليست للمعادلة قيمة محفوظة. افتحوا المصنف في Excel أو LibreOffice واحفظوه، أو اكتبوا القيمة.",
            "The formula has no saved value. Open the workbook in Excel or LibreOffice and save it, or write the value."),
        [RefusalReason.MergedCells] = new(
            "La cellule est fusionnée avec {0}. Annulez la fusion et remplissez chaque cellule.",
            "الخلية مدمجة مع {0}. ألغوا الدمج واملأوا كل خلية.",
            "The cell is merged with {0}. Unmerge the cells and fill in each."),
        [RefusalReason.TooManyCells] = new(
            "La ligne a {0} cellules, les en-têtes {1} : un texte contient sans doute le séparateur. Mettez ce texte entre guillemets.",
            "في السطر {0} خلايا وفي العناوين {1}: ربما يحتوي نص على الفاصل. ضعوا هذا النص بين علامتي اقتباس.",
            "The line has {0} cells, and the headings {1}: a text may contain the separator. Put that text in quotation marks."),
        [RefusalReason.NotANumber] = new(
            "Ce n’est pas un nombre. Écrivez-le comme 276000,57.",
            "هذا ليس عددا. اكتبوه مثل 276000,57.",
            "This is no number. Write it as 276000.57."),
        [RefusalReason.AmbiguousNumber] = new(
            "On peut lire {0} ou {1}. Écrivez le nombre sans séparateur de milliers, avec deux décimales.",
            "يمكن قراءته {0} أو {1}. اكتبوا العدد بدون فاصل الآلاف وبرقمين عشريين.",
            "It can be read as {0} or {1}. Write the number without thousands separators and with two decimals."),
        [RefusalReason.TooManyDecimals] = new(
            "Un montant a deux décimales au plus. Arrondissez au centime.",
            "للمبلغ رقمان عشريان على الأكثر. قربوه إلى السنتيم.",
            "An amount has at most two decimals. Round it to the centime."),
        [RefusalReason.NumberOutOfBounds] = new(
            "Le nombre doit être compris entre {0} et {1}. Vérifiez les chiffres.",
            "يجب أن يكون العدد بين {0} و{1}. تحققوا من الأرقام.",
            "The number must lie between {0} and {1}. Check the digits."),
        [RefusalReason.Negative] = new(
            "Le nombre ne peut pas être négatif. Donnez-le sans signe.",
            "لا يمكن أن يكون العدد سالبا. اكتبوه بدون إشارة.",
            "The number must not be negative. Give it without a sign."),
        [RefusalReason.Zero] = new(
            "Un mouvement ne peut pas être de zéro. Donnez son montant ou supprimez la ligne.",
            "لا يمكن أن يكون مبلغ الحركة صفرا. اكتبوا المبلغ أو احذفوا السطر.",
            "A movement cannot be of nothing. Give its amount, or delete the row."),
        [RefusalReason.NotWhole] = new(
            "Le nombre a des décimales. Donnez un nombre entier.",
            "العدد يحتوي على كسور. اكتبوا عددا صحيحا.",
            "The number has decimals. Give a whole one."),
        [RefusalReason.OtherCurrency] = new(
            "Seuls les dirhams sont acceptés. Convertissez le montant.",
            "لا تقبل إلا المبالغ بالدرهم. حولوا المبلغ.",
            "Only dirhams are taken. Convert the amount."),
        [RefusalReason.ScientificNotation] = new(
            "Excel a abrégé le nombre, et des chiffres sont peut-être perdus. Mettez la cellule au format Texte et retapez-le.",
            "اختصر Excel العدد وربما ضاعت أرقام. اجعلوا تنسيق الخلية نصا وأعيدوا كتابته.",
            "Excel shortened the number, and digits may be lost. Format the cell as text and type it again."),
        [RefusalReason.BecameDay] = new(
            "Excel a changé la valeur en date. Mettez la cellule au bon format et retapez la valeur.",
            "حول Excel القيمة إلى تاريخ. صححوا تنسيق الخلية وأعيدوا كتابة القيمة.",
            "Excel turned the value into a date. Correct the format of the cell and type the value again."),
        [RefusalReason.NotADay] = new(
            "Ce n’est pas une date. Écrivez-la comme 15/10/2026 (jour/mois/année).",
            "هذا ليس تاريخا. اكتبوه مثل 15/10/2026 (يوم/شهر/سنة).",
            "This is no date. Write it as 15/10/2026 (day/month/year)."),
        [RefusalReason.MonthTooLarge] = new(
            "Le mois vient en deuxième : il n’y a pas de mois {0}. Écrivez jour/mois/année.",
            "الشهر يأتي ثانيا: لا يوجد شهر {0}. اكتبوا يوم/شهر/سنة.",
            "The month comes second: there is no month {0}. Write day/month/year."),
        [RefusalReason.ShortYear] = new(
            "L’année a deux chiffres. Écrivez-la avec quatre : 15/10/2026.",
            "السنة مكتوبة برقمين. اكتبوها بأربعة: 15/10/2026.",
            "The year has two digits. Write it with four: 15/10/2026."),
        [RefusalReason.YearOutOfBounds] = new(
            "L’année doit être comprise entre {0} et {1}. Vérifiez-la.",
            "يجب أن تكون السنة بين {0} و{1}. تحققوا منها.",
            "The year must lie between {0} and {1}. Check it."),
        [RefusalReason.NotYesNo] = new(
            "Ce n’est ni oui ni non. Écrivez oui ou non, ou rien si on ne sait pas.",
            "ليس نعم ولا لا. اكتبوا نعم أو لا، أو اتركوا الخلية فارغة إذا لم يكن معروفا.",
            "This is neither yes nor no. Write yes or no, or nothing where it is not known."),
        [RefusalReason.UnknownName] = new(
            "« {0} » n’est pas connu. Le plus proche : {1}.",
            "« {0} » غير معروف. الأقرب: {1}.",
            "“{0}” is not known. The nearest: {1}."),
        [RefusalReason.AmbiguousName] = new(
            "« {0} » désigne plusieurs choses : {1}. Donnez le code.",
            "« {0} » يدل على عدة أشياء: {1}. اكتبوا الرمز.",
            "“{0}” names several: {1}. Give the code."),
        [RefusalReason.IceDigits] = new(
            "Un ICE a 15 chiffres ; celui-ci en a {0}. Mettez la cellule au format Texte et retapez-le, zéros compris.",
            "يتكون التعريف الموحد من 15 رقما؛ هنا {0}. اجعلوا تنسيق الخلية نصا وأعيدوا كتابته مع الأصفار.",
            "An ICE has 15 digits; this one has {0}. Format the cell as text and type it again, with its zeros."),
        [RefusalReason.IceCheck] = new(
            "La clé de contrôle de l’ICE (les deux derniers chiffres) ne convient pas : un chiffre est faux. Vérifiez-le.",
            "مفتاح مراقبة التعريف الموحد (الرقمان الأخيران) غير صحيح: أحد الأرقام خاطئ. تحققوا منه.",
            "The check digits of the ICE (the last two) do not fit: a digit is wrong. Check it."),
        [RefusalReason.NotAReference] = new(
            "Une référence a de 1 à {0} caractères. Donnez le numéro de votre bureau.",
            "يتكون المرجع من 1 إلى {0} حرف. اكتبوا رقم مكتبكم.",
            "A reference has 1 to {0} characters. Give your office’s own number."),
        [RefusalReason.ReferenceTwice] = new(
            "« {0} » figure aussi à la ligne {1}. Donnez à chaque ligne sa référence, ou supprimez celle qui est de trop.",
            "« {0} » موجود أيضا في السطر {1}. أعطوا كل سطر مرجعه أو احذفوا الزائد.",
            "“{0}” also stands on line {1}. Give each row a reference of its own, or delete the one too many."),
        [RefusalReason.ReferenceGiven] = new(
            "La province a déjà donné la référence « {0} » à une autre ligne. Donnez-en une nouvelle.",
            "سبق أن أعطى الإقليم المرجع « {0} » لسطر آخر. أعطوا مرجعا جديدا.",
            "The province gave the reference “{0}” to another row already. Give a new one."),
        [RefusalReason.UnknownParent] = new(
            "« {0} » n’est ni dans le fichier ni dans les données. Ajoutez sa ligne ou corrigez la référence. Le plus proche : {1}.",
            "« {0} » غير موجود في الملف ولا في المعطيات. أضيفوا سطره أو صححوا المرجع. الأقرب: {1}.",
            "“{0}” is neither in the file nor in the data. Add its row, or correct the reference. The nearest: {1}."),
        [RefusalReason.AmbiguousParent] = new(
            "« {0} » existe dans plusieurs provinces : {1}. Ajoutez la colonne Province.",
            "« {0} » موجود في عدة أقاليم: {1}. أضيفوا عمود الإقليم.",
            "“{0}” exists in several provinces: {1}. Add the column Province."),
        [RefusalReason.ParentRefused] = new(
            "La ligne dont celle-ci dépend est refusée : {0}. Corrigez-la d’abord.",
            "السطر الذي يتعلق به هذا السطر مرفوض: {0}. صححوه أولا.",
            "The row on which this one depends is refused: {0}. Correct that one first."),
        [RefusalReason.Contradiction] = new(
            "{0} contredit {1}. Corrigez l’un des deux.",
            "{0} يتعارض مع {1}. صححوا أحدهما.",
            "{0} contradicts {1}. Correct one of them."),
        [RefusalReason.ProjectOfOtherCooperative] = new(
            "Le projet « {0} » est porté par une autre coopérative que « {1} ». Corrigez l’une des deux références.",
            "المشروع « {0} » تحمله تعاونية أخرى غير « {1} ». صححوا أحد المرجعين.",
            "Project “{0}” is held by another cooperative than “{1}”. Correct one of the two references."),
        [RefusalReason.ProjectOfOtherProvince] = new(
            "Le projet « {0} » est d’une autre province ({1}) que la coopérative ({2}). Corrigez l’une des deux références.",
            "المشروع « {0} » من إقليم آخر ({1}) غير إقليم التعاونية ({2}). صححوا أحد المرجعين.",
            "Project “{0}” is of another province ({1}) than the cooperative ({2}). Correct one of the two references."),
        [RefusalReason.ProjectOfOtherProgramme] = new(
            "Le projet « {0} » est du programme {1}, la subvention du programme {2}. Corrigez l’un des deux.",
            "المشروع « {0} » من البرنامج {1} والإعانة من البرنامج {2}. صححوا أحدهما.",
            "Project “{0}” is of programme {1}, the grant of programme {2}. Correct one of the two."),
        [RefusalReason.ProgrammeOfOtherPhase] = new(
            "Le programme {0} est de la phase {1}, non de la phase {2}. Corrigez l’un des deux.",
            "البرنامج {0} من المرحلة {1} وليس من المرحلة {2}. صححوا أحدهما.",
            "Programme {0} is of phase {1}, not of phase {2}. Correct one of the two."),
        [RefusalReason.ProjectLeavesGrant] = new(
            "Le projet « {0} » changerait de coopérative ou de programme, mais non sa subvention « {1} ». "
                + "Corrigez la subvention dans le même fichier.",
            "سيغير المشروع « {0} » تعاونيته أو برنامجه دون إعانته « {1} ». صححوا الإعانة في نفس الملف.",
            "Project “{0}” would become another cooperative’s or programme’s, but its grant “{1}” would not. "
                + "Correct the grant in the same file."),
        [RefusalReason.SeveralCooperatives] = new(
            "Plusieurs coopératives de la province portent ce nom : {0}. Donnez la référence.",
            "عدة تعاونيات في الإقليم تحمل هذا الاسم: {0}. اكتبوا المرجع.",
            "Several cooperatives of the province have this name: {0}. Give the reference."),
        [RefusalReason.OtherSpelling] = new(
            "Une coopérative presque du même nom existe déjà : {0}. Si c’est elle, écrivez son nom ainsi ; "
                + "sinon donnez à celle-ci une référence.",
            "توجد تعاونية باسم شبه مطابق: {0}. إذا كانت هي فاكتبوا اسمها كذلك، وإلا فأعطوا هذه مرجعا.",
            "A cooperative of nearly the same name is there: {0}. If it is the same, write its name so; if not, "
                + "give this one a reference."),
        [RefusalReason.NameTaken] = new(
            "Une coopérative presque du même nom existe déjà : {0}. La ligne en crée une autre ; "
                + "si c’est la même, supprimez-la et corrigez la première.",
            "توجد تعاونية باسم شبه مطابق: {0}. هذا السطر يضيف أخرى؛ إذا كانت هي نفسها فاحذفوا السطر وصححوا الأولى.",
            "A cooperative of nearly the same name is there: {0}. The row adds another; "
                + "if it is the same, delete the row and correct the first."),
        [RefusalReason.MovementDiffers] = new(
            "Cette référence est déjà au grand livre avec un autre contenu : {0}. On ne modifie jamais une écriture ; "
                + "enregistrez une correction sous une autre référence.",
            "هذا المرجع مسجل بمحتوى آخر: {0}. لا تعدل القيود أبدا؛ سجلوا تصحيحا بمرجع آخر.",
            "The ledger has this reference with other content: {0}. Entries of the ledger are never edited; "
                + "record a correction under a reference of its own."),
        [RefusalReason.Overdrawn] = new(
            "Le montant dépasse les {0} MAD disponibles à cette date. "
                + "Diminuez-le, ou ajoutez d’abord l’engagement ou le paiement qui manque.",
            "المبلغ يفوق {0} درهم المتاحة في هذا التاريخ. خفضوه أو أضيفوا أولا الالتزام أو الأداء الناقص.",
            "The amount is more than the {0} MAD that are left on that day. Lower it, or add the commitment or payment that is missing."),
        [RefusalReason.OverdrawnUntil] = new(
            "Le montant dépasse les {0} MAD disponibles à cette date ; il convient à partir du {1}. Vérifiez la date.",
            "المبلغ يفوق {0} درهم المتاحة في هذا التاريخ؛ يصبح ممكنا ابتداء من {1}. تحققوا من التاريخ.",
            "The amount is more than the {0} MAD that are left on that day; it fits from {1} on. Check the day."),
        [RefusalReason.TooEarly] = new(
            "La date est antérieure au {0} ({1}). Vérifiez-la.",
            "التاريخ سابق ليوم {0} ({1}). تحققوا منه.",
            "The day lies before {0} ({1}). Check it."),
        [RefusalReason.TooLate] = new(
            "La date est trop lointaine : le {0} est la dernière possible aujourd’hui. Vérifiez-la ou attendez.",
            "التاريخ بعيد جدا: آخر تاريخ ممكن اليوم هو {0}. تحققوا منه أو انتظروا.",
            "The day lies too far ahead: {0} is the last that may be given today. Check it, or wait."),
        [RefusalReason.UnexplainedAward] = new(
            "La date est hors des années du programme {0} ({1}). Corrigez-la, ou dites pourquoi dans la colonne Note.",
            "التاريخ خارج سنوات البرنامج {0} ({1}). صححوه أو بينوا السبب في عمود الملاحظة.",
            "The day lies outside the years of programme {0} ({1}). Correct it, or say why in the column Note."),
        [RefusalReason.OtherProvince] = new(
            "Vos droits ne couvrent pas cette province : {0}. Supprimez la ligne, ou demandez ce droit.",
            "صلاحياتكم لا تشمل هذا الإقليم: {0}. احذفوا السطر أو اطلبوا الصلاحية.",
            "Your rights do not cover this province: {0}. Delete the row, or ask for the right."),
        [RefusalReason.LargeShare] = new(
            "La part INDH ({0} MAD) dépasse 60 % du coût du projet ({1} MAD). Vérifiez ; la ligne est acceptée.",
            "حصة المبادرة ({0} درهم) تفوق 60 % من كلفة المشروع ({1} درهم). تحققوا؛ السطر مقبول.",
            "The INDH’s part ({0} MAD) is above 60 % of the project’s cost ({1} MAD). Check it; the row is taken."),
        [RefusalReason.TakenForTitle] = new(
            "La ligne n’a que ce texte : elle a été prise pour un titre et n’est pas importée. Si c’est une donnée, remplissez la ligne.",
            "ليس في السطر غير هذا النص: اعتبر عنوانا ولم يستورد. إذا كان معطى فاملؤوا السطر.",
            "The row has only this text: it was taken for a title, and is not imported. If it is data, fill in the row."),
        [RefusalReason.HiddenRows] = new(
            "{0} lignes masquées de la feuille {1} ont été lues aussi. Supprimez-les si elles ne doivent pas compter.",
            "قرئ أيضا {0} من السطور المخفية في الورقة {1}. احذفوها إذا كان يجب ألا تحتسب.",
            "{0} hidden rows of sheet {1} were read too. Delete them where they shall not count."),
        [RefusalReason.BesideDemonstration] = new(
            "La base contient aussi des données de démonstration : les chiffres qui en dépendent sont marqués comme synthétiques. "
                + "Vous pouvez importer ; pour les faire retirer, adressez-vous à l’administrateur.",
            "تحتوي القاعدة أيضا على معطيات تجريبية: توسم الأرقام التي تعتمد عليها بأنها اصطناعية. "
                + "يمكنكم الاستيراد؛ ولإزالتها اتصلوا بالمسؤول عن النظام.",
            "The database has demonstration data as well: figures that rest on it are marked as synthetic. "
                + "You may import; to have it removed, ask the administrator."),
    }.ToFrozenDictionary();

    // Each text is a sentence that says why, and what to do behind it.
    public static (string Why, string Remedy) Parts(RefusalReason reason, IReadOnlyList<string> arguments, IntakeLanguage language)
    {
        var text = All[reason].In(language);
        var end = text.IndexOf(". ", StringComparison.Ordinal) + 1;
        return (Fill(text[..end]), Fill(text[(end + 1)..]));

        string Fill(string part) => string.Format(CultureInfo.InvariantCulture, part, [.. arguments]);
    }

    public static string Sentence(RefusalReason reason, IReadOnlyList<string> arguments, IntakeLanguage language) =>
        string.Format(CultureInfo.InvariantCulture, All[reason].In(language), [.. arguments]);
}
