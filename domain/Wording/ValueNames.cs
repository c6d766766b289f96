using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Wording;

/// <summary>
/// What people call values that have a fixed list: kinds, states, programmes, sectors. A programme or a sector that an office adds has the
/// name that the office gave it.
/// </summary>
public static class ValueNames
{
    private static readonly LocalText NoProgramme = new("Programme non renseigné", "برنامج غير محدد", "Programme unknown");
    private static readonly LocalText NoSector = new("Secteur non renseigné", "قطاع غير محدد", "Sector unknown");

    private static readonly Dictionary<string, LocalText> Programmes = new(StringComparer.Ordinal)
    {
        ["I-RURAL"] = new("Pauvreté rurale (phase I)", "الفقر القروي (المرحلة الأولى)", "Rural poverty (phase I)"),
        ["I-URBAIN"] = new("Exclusion urbaine (phase I)", "الإقصاء الحضري (المرحلة الأولى)", "Urban exclusion (phase I)"),
        ["I-PRECARITE"] = new("Précarité (phase I)", "الهشاشة (المرحلة الأولى)", "Precarity (phase I)"),
        ["I-TRANSVERSAL"] = new("Programme transversal (phase I)", "البرنامج الأفقي (المرحلة الأولى)", "Transversal programme (phase I)"),
        ["I-URGENCE"] = new("Programme d’urgence (2005)", "البرنامج الاستعجالي (2005)", "Emergency programme (2005)"),
        ["II-RURAL"] = new("Pauvreté rurale (phase II)", "الفقر القروي (المرحلة الثانية)", "Rural poverty (phase II)"),
        ["II-URBAIN"] = new("Exclusion urbaine (phase II)", "الإقصاء الحضري (المرحلة الثانية)", "Urban exclusion (phase II)"),
        ["II-PRECARITE"] = new("Précarité (phase II)", "الهشاشة (المرحلة الثانية)", "Precarity (phase II)"),
        ["II-TRANSVERSAL"] = new(
            "Programme transversal (phase II)", "البرنامج الأفقي (المرحلة الثانية)", "Transversal programme (phase II)"),
        ["II-TERRITOIRE"] = new("Mise à niveau territoriale", "التأهيل الترابي", "Territorial upgrading"),
        ["P1"] = new("P1 · Services sociaux de base", "الخدمات الاجتماعية الأساسية", "P1 · Basic social services"),
        ["P2"] = new("P2 · Personnes en précarité", "الأشخاص في وضعية هشاشة", "P2 · People in precarity"),
        ["P3"] = new("P3 · Revenu et jeunes", "الدخل وإدماج الشباب", "P3 · Income and youth"),
        ["P4"] = new("P4 · Générations montantes", "الأجيال الصاعدة", "P4 · Rising generations"),
        ["P3-ENT"] = new("P3 · Entrepreneuriat", "الشباب: دعم المقاولة", "P3 · Entrepreneurship"),
        ["P3-ESS"] = new("P3 · Économie sociale", "الاقتصاد الاجتماعي والتضامني", "P3 · Social economy"),
        ["P3-EMP"] = new("P3 · Employabilité", "الشباب: قابلية التشغيل", "P3 · Employability"),
    };

    private static readonly Dictionary<string, LocalText> Sectors = new(StringComparer.Ordinal)
    {
        ["Agriculture"] = new("Agriculture", "الفلاحة", "Agriculture"),
        ["Artisanat"] = new("Artisanat", "الصناعة التقليدية", "Crafts"),
        ["Environnement"] = new("Environnement", "البيئة", "Environment"),
        ["Tourisme"] = new("Tourisme", "السياحة", "Tourism"),
        ["Pêche"] = new("Pêche", "الصيد البحري", "Fisheries"),
        ["Industrie et services"] = new("Industrie et services", "الصناعة والخدمات", "Industry and services"),
        ["Services sociaux"] = new("Services sociaux", "الخدمات الاجتماعية", "Social services"),
        ["Industries culturelles"] = new("Industries culturelles", "الصناعات الثقافية", "Cultural industries"),
        ["Numérique"] = new("Numérique", "الرقميات", "Digital"),
    };

    private static readonly Dictionary<string, LocalText> IndicatorNames = new(StringComparer.Ordinal)
    {
        [Indicators.Members] = new("Adhérents", "المنخرطون", "Members"),
        [Indicators.WomenMembers] = new("Adhérentes", "المنخرطات", "Women members"),
        ["workforce"] = new("Effectif", "عدد العاملين", "Workforce"),
        ["output"] = new("Production", "الإنتاج", "Output"),
    };

    /// <summary>The name of a programme, short enough for a table.</summary>
    /// <param name="code">Its code; null where the programme is unknown.</param>
    /// <param name="name">The name that the data has.</param>
    /// <param name="axis">The axis that the data has; null for none.</param>
    public static LocalText Programme(string? code, string? name = null, string? axis = null) =>
        code is null ? NoProgramme : Programmes.TryGetValue(code, out var known) ? known : Same(
            string.Join(" · ", new[] { name ?? code, axis }.OfType<string>()));

    /// <summary>The name of a sector.</summary>
    /// <param name="sector">The sector as the data has it; null where it is unknown.</param>
    public static LocalText Sector(string? sector) =>
        sector is null ? NoSector : Sectors.TryGetValue(sector, out var known) ? known : Same(sector);

    /// <summary>The name of an indicator.</summary>
    public static LocalText Indicator(string indicator) => IndicatorNames.TryGetValue(indicator, out var known) ? known : Same(indicator);

    /// <summary>The name of a phase.</summary>
    public static LocalText Of(Phase phase) => phase switch
    {
        Phase.I => new("Phase I", "المرحلة الأولى", "Phase I"),
        Phase.II => new("Phase II", "المرحلة الثانية", "Phase II"),
        _ => new("Phase III", "المرحلة الثالثة", "Phase III"),
    };

    /// <summary>The name of what a movement does.</summary>
    public static LocalText Of(MovementKind kind) => kind switch
    {
        MovementKind.Commitment => new("Engagement", "التزام", "Commitment"),
        MovementKind.Amendment => new("Avenant", "ملحق", "Amendment"),
        MovementKind.Disbursement => new("Décaissement", "صرف", "Disbursement"),
        MovementKind.Refund => new("Remboursement", "استرجاع", "Refund"),
        _ => new("Annulation", "إلغاء", "Cancellation"),
    };

    /// <summary>The name of where a project stands.</summary>
    public static LocalText Of(ProjectStatus status) => status switch
    {
        ProjectStatus.Programmed => new("Programmé", "مبرمج", "Programmed"),
        ProjectStatus.InProgress => new("En cours", "في طور الإنجاز", "In progress"),
        ProjectStatus.Completed => new("Achevé", "منجز", "Completed"),
        ProjectStatus.Stalled => new("En souffrance", "متعثر", "Stalled"),
        _ => new("Annulé", "ملغى", "Cancelled"),
    };

    /// <summary>The name of the side of the support that a measurement stands on.</summary>
    public static LocalText Of(ObservationStage stage) => stage == ObservationStage.Baseline
        ? new("Avant", "قبل", "Before")
        : new("Actuel", "حاليا", "Current");

    /// <summary>The name of a kind of source.</summary>
    public static LocalText Of(DataSource source) => source switch
    {
        DataSource.Official => new("Source officielle", "مصدر رسمي", "Official source"),
        DataSource.Press => new("D’après la presse", "عن الصحافة", "From the press"),
        _ => new("Donnée synthétique", "معطى اصطناعي", "Synthetic"),
    };

    private static LocalText Same(string text) => new(text, text, text);
}
