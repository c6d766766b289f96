namespace IndhCoops.Domain.Intake.Sheets;

/// <summary>The sheets and their columns, with the headings that offices write.</summary>
internal static class SheetDefinitions
{
    private static readonly ColumnDefinition Province = new(
        Field.Province,
        false,
        new("Province", "الإقليم", "Province"),
        "Province ou préfecture",
        "Province / préfecture",
        "Préfecture",
        "Prefecture",
        "Code province",
        "العمالة",
        "العمالة أو الإقليم",
        "إقليم",
        "عمالة");

    private static readonly ColumnDefinition Programme = new(
        Field.Programme, false, new("Programme", "البرنامج", "Programme"), "Program", "Programme INDH", "Code programme", "Axe", "برنامج");

    private static readonly ColumnDefinition Note = new(
        Field.Note, false, new("Note", "ملاحظة", "Note"), "Remarque", "Remarques", "Notes", "Remark", "Commentaire", "Comment", "ملاحظات");

    private static readonly ColumnDefinition OfCooperative = new(
        Field.Cooperative,
        true,
        new("Coopérative (réf.)", "التعاونية (المرجع)", "Cooperative (ref.)"),
        "Coopérative",
        "Référence coopérative",
        "Référence de la coopérative",
        "Réf. coopérative",
        "Réf coop",
        "Cooperative reference", "Cooperative", "Bénéficiaire", "Porteur", "Porteur du projet", "Holder", "التعاونية", "مرجع التعاونية");

    public static IReadOnlyList<SheetDefinition> All { get; } =
    [
        new(
            SheetKind.Cooperatives,
            new("Coopératives", "التعاونيات", "Cooperatives"),
            ["Coopérative", "Liste des coopératives", "Coops", "Cooperative", "لائحة التعاونيات", "تعاونيات"],
            [
                Reference(
                    isCompulsory: false,
                    "Réf. coopérative",
                    "Référence coopérative",
                    "Référence de la coopérative",
                    "Coopérative (réf.)",
                    "Code coopérative",
                    "مرجع التعاونية"),
                new(
                    Field.Name,
                    true,
                    new("Nom", "الاسم", "Name"),
                    "Nom de la coopérative", "Coopérative", "Dénomination", "Raison sociale", "Désignation", "Cooperative",
                    "Cooperative name", "اسم التعاونية", "التسمية"),
                new(
                    Field.NameArabic,
                    false,
                    new("Nom arabe", "الاسم بالعربية", "Arabic name"),
                    "Nom en arabe",
                    "Dénomination arabe",
                    "Name in Arabic",
                    "اسم التعاونية بالعربية"),
                Province with { IsCompulsory = true },
                new(
                    Field.ValueChain,
                    false,
                    new("Filière", "سلسلة القيمة", "Value chain"),
                    "Filière d’activité", "Secteur", "Sector", "Secteur d’activité", "السلسلة", "القطاع"),
                new(
                    Field.Activity,
                    false,
                    new("Activité", "النشاط", "Activity"),
                    "Activité principale",
                    "Objet",
                    "Main activity",
                    "نوع النشاط"),
                new(
                    Field.FoundedYear,
                    false,
                    new("Année de création", "سنة التأسيس", "Founded year"),
                    "Création", "Date de création", "Année de constitution", "Date de constitution", "Year founded", "Founded",
                    "Year of foundation", "Foundation year", "سنة الإحداث", "تاريخ التأسيس"),
                new(
                    Field.Womens,
                    false,
                    new("Féminine", "نسائية", "Women's"),
                    "Coopérative féminine", "Women’s", "Womens", "Women’s cooperative", "تعاونية نسائية", "نسوية"),
                new(
                    Field.Members,
                    false,
                    new("Adhérents", "المنخرطون", "Members"),
                    "Nombre d’adhérents", "Effectif", "Membres", "Nombre de membres", "Number of members", "عدد المنخرطين", "الأعضاء",
                    "عدد الأعضاء"),
                new(
                    Field.WomenMembers,
                    false,
                    new("Adhérentes", "المنخرطات", "Women members"),
                    "Dont femmes", "Femmes", "Nombre de femmes", "Nombre d’adhérentes", "Adhérents femmes", "Women", "عدد المنخرطات",
                    "عدد النساء", "النساء"),
                new(
                    Field.MembersOn,
                    false,
                    new("Date des effectifs", "تاريخ الإحصاء", "Members on"),
                    "Effectifs au",
                    "Adhérents au",
                    "Members as of"),
                new(Field.LegalForm, false, new("Forme juridique", "الشكل القانوني", "Legal form"), "Statut juridique"),
                new(
                    Field.RegisterNumber,
                    false,
                    new("N° de registre", "رقم السجل", "Register number"),
                    "Numéro de registre", "Registre local des coopératives", "N° RC", "Immatriculation", "N° d’immatriculation",
                    "Registration number", "رقم التسجيل", "رقم السجل المحلي"),
                new(
                    Field.Ice,
                    false,
                    new("ICE", "التعريف الموحد للمقاولة", "ICE"),
                    "N° ICE", "Numéro ICE", "Identifiant commun de l’entreprise", "ICE number", "رقم التعريف الموحد", "التعريف الموحد"),
                new(Field.Exports, false, new("Exporte", "مصدرة", "Exports"), "Exportatrice", "Export", "تصدر"),
                Note,
            ]),
        new(
            SheetKind.Projects,
            new("Projets", "المشاريع", "Projects"),
            ["Projet", "Liste des projets", "Project", "لائحة المشاريع", "مشاريع"],
            [
                Reference(
                    isCompulsory: true,
                    "Réf. projet", "Référence projet", "Référence du projet", "N° projet", "N° du projet", "Project reference",
                    "مرجع المشروع", "رقم المشروع"),
                new(
                    Field.Title,
                    true,
                    new("Intitulé", "العنوان", "Title"),
                    "Intitulé du projet", "Titre", "Titre du projet", "Projet", "Libellé", "Désignation", "Project title", "Project",
                    "عنوان المشروع", "المشروع", "اسم المشروع"),
                OfCooperative with { IsCompulsory = false },
                Province,
                Programme,
                new(
                    Field.TotalCost,
                    false,
                    new("Coût total (DH)", "الكلفة الإجمالية (درهم)", "Total cost (MAD)"),
                    "Coût global", "Coût total", "Coût", "Coût du projet", "Montant global", "Montant total", "Total cost", "Cost",
                    "الكلفة الإجمالية", "الكلفة", "التكلفة الإجمالية", "كلفة المشروع"),
                new(
                    Field.ApprovedOn,
                    false,
                    new("Date d’approbation", "تاريخ المصادقة", "Approved on"),
                    "Approuvé le", "Date de validation", "Date CPDH", "Approval date", "Date of approval", "تاريخ الموافقة"),
                new(
                    Field.Status,
                    true,
                    new("Statut", "الحالة", "Status"),
                    "État", "Etat d’avancement", "Situation", "Avancement", "State", "الوضعية", "حالة المشروع"),
            ]),
        new(
            SheetKind.Grants,
            new("Subventions", "الإعانات", "Grants"),
            ["Subvention", "Liste des subventions", "Grant", "لائحة الإعانات", "إعانات", "المنح", "لائحة المنح", "الدعم"],
            [
                Reference(
                    isCompulsory: true,
                    "Réf. subvention", "Référence subvention", "Référence de la subvention", "N° subvention", "N° convention",
                    "Grant reference", "مرجع الإعانة", "رقم الإعانة", "مرجع المنحة", "رقم المنحة"),
                OfCooperative,
                new(
                    Field.Project,
                    false,
                    new("Projet (réf.)", "المشروع (المرجع)", "Project (ref.)"),
                    "Projet", "Référence projet", "Référence du projet", "Réf. projet", "Project reference", "Project", "المشروع",
                    "مرجع المشروع"),
                Province,
                Programme,
                new(
                    Field.GrantAmount,
                    true,
                    new("Part INDH (DH)", "حصة المبادرة (درهم)", "INDH part (MAD)"),
                    "Part INDH", "Montant", "Montant de la subvention", "Montant accordé", "Montant octroyé", "Contribution INDH",
                    "Subvention", "Amount", "INDH part", "INDH share", "Grant amount", "حصة المبادرة", "المبلغ", "مبلغ الإعانة",
                    "مبلغ المنحة", "مساهمة المبادرة"),
                new(
                    Field.AwardedOn,
                    false,
                    new("Date d’octroi", "تاريخ المنح", "Awarded on"),
                    "Octroyée le", "Date d’attribution", "Date de la décision", "Date de la convention", "Award date", "Date of award",
                    "تاريخ الإسناد"),
                new(Field.Phase, false, new("Phase", "المرحلة", "Phase"), "Phase INDH"),
                Note,
            ]),
        new(
            SheetKind.Movements,
            new("Mouvements", "الحركات", "Movements"),
            [
                "Mouvement", "Paiements", "Engagements et paiements", "Opérations", "Payments", "Movement", "Ledger", "العمليات",
                "الأداءات", "حركات",
            ],
            [
                Reference(
                    isCompulsory: true,
                    "Réf. mouvement", "Référence mouvement", "Référence du mouvement", "N° d’opération", "N° opération",
                    "Movement reference", "Payment reference", "مرجع الحركة", "مرجع العملية"),
                new(
                    Field.Grant,
                    true,
                    new("Subvention (réf.)", "الإعانة (المرجع)", "Grant (ref.)"),
                    "Subvention", "Référence subvention", "Référence de la subvention", "Réf. subvention", "Grant reference", "Grant",
                    "الإعانة", "مرجع الإعانة", "المنحة (المرجع)", "المنحة", "مرجع المنحة"),
                Province,
                new(
                    Field.Kind,
                    true,
                    new("Nature", "النوع", "Kind"),
                    "Type", "Nature du mouvement", "Nature de l’opération", "Type de mouvement", "Opération", "Mouvement", "Movement kind",
                    "الطبيعة", "نوع الحركة", "نوع العملية", "طبيعة العملية"),
                new(
                    Field.MovementAmount,
                    true,
                    new("Montant (DH)", "المبلغ (درهم)", "Amount (MAD)"),
                    "Montant",
                    "Somme",
                    "Amount",
                    "المبلغ"),
                new(
                    Field.EffectiveOn,
                    true,
                    new("Date d’effet", "تاريخ السريان", "Effective on"),
                    "Date", "Date de paiement", "Date du mouvement", "Date de l’opération", "Effective date", "Payment date", "التاريخ",
                    "تاريخ النفاذ", "تاريخ الأداء", "تاريخ العملية"),
                new(
                    Field.Document,
                    false,
                    new("Pièce", "الوثيقة", "Document"),
                    "N° de pièce", "Pièce justificative", "N° OP", "Ordre de paiement", "Document number", "Payment order", "رقم الوثيقة",
                    "أمر بالأداء"),
            ]),
        new(
            SheetKind.Observations,
            new("Observations", "القياسات", "Observations"),
            ["Observation", "Indicateurs", "Mesures", "Indicators", "Measurements", "المؤشرات", "قياسات"],
            [
                Reference(isCompulsory: false, "Référence observation", "Observation reference"),
                OfCooperative,
                Province,
                new(Field.Indicator, true, new("Indicateur", "المؤشر", "Indicator"), "Mesure", "Measure"),
                new(Field.Value, true, new("Valeur", "القيمة", "Value"), "Valeur mesurée"),
                new(Field.Unit, true, new("Unité", "الوحدة", "Unit"), "Unité de mesure"),
                new(
                    Field.ObservedOn,
                    false,
                    new("Date d’observation", "تاريخ القياس", "Observed on"),
                    "Date",
                    "Date de mesure",
                    "Observation date",
                    "التاريخ"),
                new(Field.Stage, false, new("Stade", "المرحلة", "Stage"), "Étape", "Avant / après", "Situation"),
            ]),
    ];

    private static ColumnDefinition Reference(bool isCompulsory, params string[] synonyms) => new(
        Field.Reference,
        isCompulsory,
        new("Référence", "المرجع", "Reference"),
        [
            "Réf.", "Réf", "Ref", "N° de référence", "Référence interne", "Code", "N°", "Numéro", "Number", "رقم المرجع",
            "مرجع", "الرقم", "رقم", .. synonyms,
        ]);
}
