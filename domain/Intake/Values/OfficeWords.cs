using System.Collections.Frozen;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Programmes;

namespace IndhCoops.Domain.Intake.Values;

/// <summary>The words by which offices say yes and no, and name what has a fixed list of names.</summary>
internal static class OfficeWords
{
    public static readonly OfficeNames<bool> YesNo = OfficeNames<bool>.Of(
        (true, ["oui", "yes", "نعم", "o", "y", "vrai", "true", "1", "x"]),
        (false, ["non", "no", "لا", "n", "faux", "false", "0"]));

    public static readonly OfficeNames<MovementKind> Kinds = OfficeNames<MovementKind>.Of(
        (MovementKind.Commitment, ["Engagement", "Commitment", "التزام", "Engagé", "Convention", "الالتزام"]),
        (MovementKind.Amendment, ["Avenant", "Amendment", "ملحق", "Modification", "تعديل", "ملحق اتفاقية"]),
        (
            MovementKind.Disbursement,
            [
                "Décaissement", "Disbursement", "صرف", "Paiement", "Payement", "Versement", "Déblocage", "Virement",
                "Règlement", "Payment", "أداء", "دفع", "الأداء", "تحويل",
            ]),
        (MovementKind.Refund, ["Remboursement", "Refund", "استرجاع", "Reversement", "Restitution", "Repayment", "إرجاع", "استرداد"]),
        (MovementKind.Cancellation, ["Annulation", "Cancellation", "إلغاء", "Désengagement", "Dégagement", "Annulation d’engagement"]));

    public static readonly OfficeNames<ProjectStatus> Statuses = OfficeNames<ProjectStatus>.Of(
        (
            ProjectStatus.Programmed,
            ["Programmé", "Programmed", "مبرمج", "Programmée", "Approuvé", "Non démarré", "Non entamé", "À lancer", "Planned", "Approved"]),
        (
            ProjectStatus.InProgress,
            [
                "En cours", "In progress", "في طور الإنجاز", "En cours de réalisation", "En cours d’exécution",
                "En réalisation", "Entamé", "Démarré", "Lancé", "Ongoing", "Under way", "قيد الإنجاز", "جاري",
            ]),
        (
            ProjectStatus.Completed,
            ["Achevé", "Completed", "منجز", "Achevée", "Réalisé", "Terminé", "Clôturé", "Finalisé", "Finished", "Done", "منتهي", "مكتمل"]),
        (ProjectStatus.Stalled, ["En souffrance", "Stalled", "متعثر", "Bloqué", "À l’arrêt", "En arrêt", "Suspendu", "متوقف"]),
        (ProjectStatus.Cancelled, ["Annulé", "Cancelled", "ملغى", "Annulée", "Abandonné", "Canceled", "ملغي"]));

    public static readonly OfficeNames<Phase> Phases = OfficeNames<Phase>.Of(
        (Phase.I, ["I", "1", "Phase I", "Phase 1", "المرحلة الأولى", "الأولى"]),
        (Phase.II, ["II", "2", "Phase II", "Phase 2", "المرحلة الثانية", "الثانية"]),
        (Phase.III, ["III", "3", "Phase III", "Phase 3", "المرحلة الثالثة", "الثالثة"]));

    public static readonly OfficeNames<ObservationStage> Stages = OfficeNames<ObservationStage>.Of(
        (ObservationStage.Baseline, ["Avant", "Before", "قبل", "Situation de référence", "Référence", "Baseline", "Initial", "قبل الدعم"]),
        (ObservationStage.Current, ["Actuel", "Current", "حاليا", "Après", "Actuelle", "After", "Now", "بعد", "بعد الدعم"]));

    /// <summary>The indicators that the graph knows by a word of its own.</summary>
    public static readonly FrozenDictionary<string, string> Indicators = new Dictionary<string, string>
    {
        ["adherents"] = "members",
        ["membres"] = "members",
        ["members"] = "members",
        ["nombre d adherents"] = "members",
        ["عدد المنخرطين"] = "members",
        ["adherentes"] = "womenMembers",
        ["femmes"] = "womenMembers",
        ["women members"] = "womenMembers",
        ["womenmembers"] = "womenMembers",
        ["dont femmes"] = "womenMembers",
        ["effectif"] = "workforce",
        ["emplois"] = "workforce",
        ["workforce"] = "workforce",
        ["employes"] = "workforce",
        ["production"] = "output",
        ["output"] = "output",
    }.ToFrozenDictionary(pair => FoldedWords.Of(pair.Key), pair => pair.Value, StringComparer.Ordinal);
}
