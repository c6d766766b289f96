using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Workbooks;

/// <summary>The example on each sheet of the template. Its reference says that it is one, and so it is never imported.</summary>
internal static class TemplateExample
{
    private static readonly LocalText Mark = new("EXEMPLE", "مثال", "EXAMPLE");

    public static string? Of(SheetKind sheet, Field field, IntakeLanguage language) => (sheet, field) switch
    {
        (_, Field.Reference or Field.Cooperative or Field.Project or Field.Grant) => Mark.In(language),
        (_, Field.Name) => new LocalText("Coopérative Exemple", "تعاونية المثال", "Example Cooperative").In(language),
        (_, Field.NameArabic) => "تعاونية المثال",
        (_, Field.Province) => new LocalText("Khémisset", "الخميسات", "Khémisset").In(language),
        (_, Field.ValueChain) => "Couture",
        (_, Field.Activity) => new LocalText("Couture traditionnelle", "الخياطة التقليدية", "Traditional tailoring").In(language),
        (_, Field.FoundedYear) => "2019",
        (_, Field.Womens) => new LocalText("oui", "نعم", "yes").In(language),
        (_, Field.Members) => "25",
        (_, Field.WomenMembers) => "18",
        (_, Field.MembersOn or Field.ObservedOn) => "31/12/2025",
        (_, Field.LegalForm) => new LocalText("coopérative", "تعاونية", "cooperative").In(language),
        (_, Field.RegisterNumber) => "TPI Khémisset 12/2019",
        (_, Field.Ice) => "001561191000066",
        (_, Field.Exports) => new LocalText("non", "لا", "no").In(language),
        (_, Field.Title) => new LocalText("Équipement d’un atelier", "تجهيز ورشة", "Equipment of a workshop").In(language),
        (_, Field.Programme) => "P3",
        (_, Field.TotalCost) => "276000,57",
        (_, Field.ApprovedOn) => "02/02/2022",
        (_, Field.Status) => new LocalText("En cours", "في طور الإنجاز", "In progress").In(language),
        (_, Field.GrantAmount) => "165600,34",
        (_, Field.AwardedOn) => "02/02/2022",
        (_, Field.Phase) => "III",
        (_, Field.Kind) => new LocalText("Engagement", "التزام", "Commitment").In(language),
        (_, Field.MovementAmount) => "165600,34",
        (_, Field.EffectiveOn) => "15/03/2022",
        (_, Field.Document) => "DEC-1",
        (_, Field.Indicator) => new LocalText("Emplois", "مناصب الشغل", "Workforce").In(language),
        (_, Field.Value) => "20",
        (_, Field.Unit) => new LocalText("personnes", "أشخاص", "people").In(language),
        (_, Field.Stage) => new LocalText("Actuel", "حاليا", "Current").In(language),
        _ => null,
    };
}
