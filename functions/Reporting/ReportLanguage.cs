using IndhCoops.Domain;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;

namespace IndhCoops.Functions.Reporting;

/// <summary>The language of a file that people read. Its texts stand side by side where they are used, so that both say the same.</summary>
internal sealed class ReportLanguage
{
    private static readonly string[] ShortMonths =
        ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

    private readonly IntakeLanguage _language;
    private readonly LocalFormat _format;

    private ReportLanguage(IntakeLanguage language, string code) => (_language, _format, Code) = (language, LocalFormat.Of(language), code);

    public static ReportLanguage French { get; } = new(IntakeLanguage.French, "fr");

    public static ReportLanguage Arabic { get; } = new(IntakeLanguage.Arabic, "ar");

    /// <summary>Numbers, which are the same in both languages: 1 234,50.</summary>
    public static LocalFormat Numbers { get; } = LocalFormat.Of(IntakeLanguage.French);

    /// <summary>fr or ar.</summary>
    public string Code { get; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => _language == IntakeLanguage.Arabic;

    /// <summary>Dirhams, behind an amount: MAD.</summary>
    public string Unit => Say("MAD", "درهم");

    /// <summary>The text in this language.</summary>
    public string Say(string french, string arabic) => IsRightToLeft ? arabic : french;

    /// <summary>What a member of a balance is called: Décaissé.</summary>
    public string Member(string member) => MemberNames.Of("Balance", member)!.Value.In(_language);

    /// <summary>juin.</summary>
    public string MonthName(DateOnly month) => _format.MonthName(month);

    /// <summary>juin 2024.</summary>
    public string Month(DateOnly month) => _format.Month(month);

    /// <summary>juin 2024, as short as a chart needs: sept. 2024.</summary>
    public string ShortMonth(DateOnly month) => IsRightToLeft ? Month(month) : $"{ShortMonths[month.Month - 1]} {LocalFormat.Year(month)}";

    /// <summary>The month after a French noun: de juin 2024, d’octobre 2024.</summary>
    public static string OfMonth(DateOnly month) => $"{(month.Month is 4 or 8 or 10 ? "d’" : "de ")}{French.Month(month)}";

    /// <summary>1er juin 2024.</summary>
    public string Day(DateOnly day) => _format.Day(day);

    /// <summary>1er juin 2024 à 03:00 (heure du Maroc).</summary>
    public string Moment(DateTimeOffset moment) => _format.Moment(moment);

    /// <summary>A noun after a number: in French one for 0 and 1, many from 2. In Arabic the noun stands first.</summary>
    public string Counted(int count, string one, string many, string arabic) =>
        IsRightToLeft ? $"{arabic}: {Numbers.Count(count)}" : $"{Numbers.Count(count)} {(Math.Abs(count) < 2 ? one : many)}";

    /// <summary>The kind of source.</summary>
    public string Source(DataSource source) => source switch
    {
        DataSource.Official => Say("données officielles", "معطيات رسمية"),
        DataSource.Press => Say("données de presse", "معطيات صحفية"),
        _ => Say("données synthétiques de démonstration", "معطيات اصطناعية تجريبية"),
    };

    /// <summary>A programme with its axis.</summary>
    public string Programme(ProgrammeName? programme) => programme switch
    {
        null => Say("Programme non renseigné", "برنامج غير محدد"),
        { Axis: { } axis } => $"{programme.Code} · {axis}",
        _ => $"{programme.Code} · {programme.Name}",
    };

    public string Name(Place place) => IsRightToLeft ? place.NameArabic : place.Name;
}
