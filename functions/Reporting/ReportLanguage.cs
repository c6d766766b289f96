using System.Globalization;
using IndhCoops.Domain;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;

namespace IndhCoops.Functions.Reporting;

/// <summary>The language of a file that people read. Its texts stand side by side where they are used, so that both say the same.</summary>
internal sealed class ReportLanguage
{
    private readonly IntakeLanguage _language;

    private ReportLanguage(IntakeLanguage language, string code) => (_language, Code) = (language, code);

    public static ReportLanguage French { get; } = new(IntakeLanguage.French, "fr");

    public static ReportLanguage Arabic { get; } = new(IntakeLanguage.Arabic, "ar");

    /// <summary>fr or ar.</summary>
    public string Code { get; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => _language == IntakeLanguage.Arabic;

    /// <summary>The text in this language.</summary>
    public string Say(string french, string arabic) => IsRightToLeft ? arabic : french;

    /// <summary>What a member of a balance is called: Décaissé.</summary>
    public string Member(string member) => MemberNames.Of("Balance", member)!.Value.In(_language);

    /// <summary>juin.</summary>
    public string MonthName(DateOnly month) => Days.MonthName(month, _language);

    /// <summary>juin 2024.</summary>
    public string Month(DateOnly month) => Days.Month(month, _language);

    /// <summary>sept. 2024.</summary>
    public string ShortMonth(DateOnly month) => Days.ShortMonth(month, _language);

    /// <summary>1er juin 2024.</summary>
    public string Day(DateOnly day) => Days.Day(day, _language);

    /// <summary>1er juin 2024 à 02:00 UTC.</summary>
    public string Moment(DateTimeOffset moment) =>
        $"{Day(DateOnly.FromDateTime(moment.UtcDateTime))} {Say("à", "على الساعة")} {moment.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    /// <summary>A noun after a number: in French one for 0 and 1, many from 2; in Arabic the number follows its noun.</summary>
    public string Counted(int count, string one, string many, string arabic) =>
        IsRightToLeft ? $"{arabic}: {Figures.Count(count)}" : $"{Figures.Count(count)} {(Math.Abs(count) < 2 ? one : many)}";

    /// <summary>The kind of source.</summary>
    public string Source(DataSource source) => source switch
    {
        DataSource.Official => Say("données officielles", "معطيات رسمية"),
        DataSource.Press => Say("données de presse", "معطيات صحفية"),
        _ => Say("données synthétiques de démonstration", "معطيات تجريبية مصطنعة"),
    };

    /// <summary>A programme with its axis.</summary>
    public string Programme(ProgrammeName? programme) => programme switch
    {
        null => Say("Programme non renseigné", "برنامج غير محدد"),
        { Axis: { } axis } => $"{programme.Code} · {axis}",
        _ => $"{programme.Code} · {programme.Name}",
    };

    /// <summary>The name of a place in this language.</summary>
    public string Name(Place place) => IsRightToLeft ? place.NameArabic : place.Name;
}
