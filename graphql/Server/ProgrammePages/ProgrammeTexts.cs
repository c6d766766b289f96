using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.ProgrammePages;

/// <summary>What the pages of programmes say.</summary>
internal static class ProgrammeTexts
{
    public static readonly LocalText Title = new(
        "Programmes de l’INDH", "برامج المبادرة الوطنية للتنمية البشرية", "Programmes of the INDH");
    public static readonly LocalText ListIs = new(
        "Les programmes et leurs axes, par phase, avec ce qui y a été engagé et décaissé pour des coopératives.",
        "البرامج ومحاورها حسب المراحل، مع ما التُزم به وما صُرف لفائدة التعاونيات.",
        "The programmes and their axes, by phase, with what was committed and paid for cooperatives.");
    public static readonly LocalText Envelope = new(
        "Enveloppe prévue de la phase : {0}.", "الغلاف المالي المتوقع للمرحلة: {0}.", "Planned budget of the phase: {0}.");
    public static readonly LocalText NoPhase = new(
        "Sans phase ou sans programme connu", "دون مرحلة أو دون برنامج معروف", "Without a phase or a known programme");

    public static readonly LocalText Unknown = new(
        "Il n’y a pas de programme de code « {0} ». P3-ESS est par exemple celui de l’économie sociale et solidaire.",
        "لا يوجد برنامج رمزه «{0}». فرمز الاقتصاد الاجتماعي والتضامني مثلا هو P3-ESS.",
        "There is no programme with the code “{0}”. P3-ESS, for example, is that of the social economy.");

    public static readonly LocalText Is = new(
        "{0} : {1} décaissés et {2} engagés pour des coopératives depuis le début.",
        "{0}: صُرف {1} والتُزم بـ {2} لفائدة التعاونيات منذ البداية.",
        "{0}: {1} paid and {2} committed for cooperatives since the beginning.");

    public static readonly LocalText About = new("Le programme", "البرنامج", "The programme");
    public static readonly LocalText Code = new("Code", "الرمز", "Code");
    public static readonly LocalText Name = new("Nom officiel", "الاسم الرسمي", "Official name");
    public static readonly LocalText Axis = new("Axe", "المحور", "Axis");
    public static readonly LocalText Years = new("Années", "السنوات", "Years");
    public static readonly LocalText Budget = new("Enveloppe prévue", "الغلاف المالي المتوقع", "Planned budget");
    public static readonly LocalText Aliases = new("Autres noms", "أسماء أخرى", "Other names");
    public static readonly LocalText PhaseOf = new("Phase", "المرحلة", "Phase");
    public static readonly LocalText Axes = new("Ses axes", "محاوره", "Its axes");
    public static readonly LocalText ByProvince = new("Par province", "حسب الأقاليم", "By province");
    public static readonly LocalText ByProvinceHow = new(
        "Ce qui a été engagé et décaissé sous ce programme, les provinces qui reçoivent le plus d’abord.",
        "ما التُزم به وما صُرف في إطار هذا البرنامج، بدءا بالأقاليم الأكثر استفادة.",
        "What was committed and paid under this programme, the provinces that receive most first.");
    public static readonly LocalText Nothing = new(
        "Rien n’a été engagé sous ce programme, ou ce n’est pas connu.", "لم يُلتزم بشيء في إطار هذا البرنامج، أو أنه غير معروف.",
        "Nothing was committed under this programme, or it is not known.");
}
