using System.Text.RegularExpressions;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>What an address chooses: <c>?province=MA-KHE&amp;from=2023-01&amp;to=2023-12</c>.</summary>
/// <param name="Programme">The code of the programme.</param>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The first day of the last month.</param>
internal sealed partial record DashboardSelection(
    RegionName? Region, ProvinceName? Province, string? Programme, DateOnly? From, DateOnly? To)
{
    private static readonly LocalText CodeOfRegion = new("le code d’une région, MA-04", "رمز جهة، MA-04", "the code of a region, MA-04");
    private static readonly LocalText CodeOfProvince = new(
        "le code d’une province, MA-KHE", "رمز إقليم، MA-KHE", "the code of a province, MA-KHE");
    private static readonly LocalText CodeOfProgramme = new(
        "le code d’un programme, P3-ESS", "رمز برنامج، P3-ESS", "the code of a programme, P3-ESS");
    private static readonly LocalText Month = new("un mois, 2023-01", "شهرا، 2023-01", "a month, 2023-01");
    private static readonly LocalText WrongOrder = new(
        "L’adresse demande une période qui finit ({0}) avant de commencer ({1}) ; sa fin est laissée de côté.",
        "الفترة المطلوبة تنتهي ({0}) قبل أن تبدأ ({1})؛ تُركت نهايتها جانباً.",
        "The address asks for a period that ends ({0}) before it begins ({1}); its end is left out.");
    private static readonly LocalText Morocco = new("Maroc entier", "المغرب بأكمله", "All of Morocco");
    private static readonly LocalText Beginning = new("depuis le début", "منذ البداية", "since the beginning");
    private static readonly LocalText Between = new("{0} à {1}", "من {0} إلى {1}", "{0} to {1}");
    private static readonly LocalText Since = new("depuis {0}", "منذ {0}", "since {0}");
    private static readonly LocalText Until = new("jusqu’à {0}", "إلى غاية {0}", "until {0}");

    /// <summary>Whether anything is chosen.</summary>
    public bool IsAny => Region is not null || Programme is not null || From is not null || To is not null;

    /// <summary>The variables of a saved query that it stands for.</summary>
    public object Variables =>
        new { region = Region?.Code, province = Province?.Code, programme = Programme, from = From, to = To?.AddMonths(1).AddDays(-1) };

    /// <summary>Reads an address; what is not understood is said on the page.</summary>
    public static DashboardSelection Of(PageVisit visit, IReadOnlyList<ProvinceName> provinces)
    {
        var province = visit.Parameter("province", CodeOfProvince, text => provinces.FirstOrDefault(place => place.Code == text));
        var region = visit.Parameter("region", CodeOfRegion, text => provinces.FirstOrDefault(place => place.Region!.Code == text)?.Region);
        var programme = visit.Parameter("programme", CodeOfProgramme, text => Code.IsMatch(text) ? text : null);
        var from = visit.Parameter<DateOnly?>("from", Month, FirstDay);
        var to = visit.Parameter<DateOnly?>("to", Month, FirstDay);
        if (to < from)
        {
            visit.Warn(WrongOrder, $"{to:yyyy-MM}", $"{from:yyyy-MM}");
            to = null;
        }

        return new DashboardSelection(province?.Region ?? region, province, programme, from, to);
    }

    /// <summary><c>Khémisset · 2023</c>.</summary>
    public string Describe(PageView view)
    {
        var where = Province is { } province ? view.Name(province.Name, province.NameArabic)
            : Region is { } region ? view.Name(region.Name, region.NameArabic)
            : view.Say(Morocco);
        return string.Join(" · ", new[] { where, Programme, Period(view) }.Where(part => part is not null));
    }

    /// <summary>The pages of the territory and the programme that are chosen.</summary>
    public IReadOnlyList<PageLink> OwnPages(PageView view)
    {
        var territory = Province is { } province ? Link(view.Name(province.Name, province.NameArabic), $"/provinces/{province.Code}")
            : Region is { } region ? Link(view.Name(region.Name, region.NameArabic), $"/regions/{region.Code}")
            : null;
        var programme = Programme is { } code ? new PageLink(view.Say(DashboardTexts.ProgrammePage, code), $"/programmes/{code}") : null;
        return [.. new[] { territory, programme }.OfType<PageLink>()];

        PageLink Link(string name, string path) => new(view.Say(DashboardTexts.OwnPage, name), path);
    }

    private string Period(PageView view) => (From, To) switch
    {
        (null, null) => view.Say(Beginning),
        ({ Month: 1 } from, { Month: 12 } to) when from.Year == to.Year => Year(from),
        ({ Month: 1 } from, { Month: 12 } to) => view.Say(Between, Year(from), Year(to)),
        ({ } from, { } to) when from == to => view.Format.Month(from),
        ({ } from, { } to) => view.Say(Between, DashboardTexts.Of(view.Language, view.Format.Month(from)), view.Format.Month(to)),
        ({ } from, null) => view.Say(Since, view.Format.Month(from)),
        (null, { } to) => view.Say(Until, view.Format.Month(to)),
    };

    private static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    // The month after the last one is no day of .NET.
    private static DateOnly? FirstDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year < DateOnly.MaxValue.Year
            ? day
            : null;

    [GeneratedRegex("^[A-Z0-9-]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code { get; }
}
