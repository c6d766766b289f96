using System.Xml;
using System.Xml.Linq;
using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Reports;

/// <summary>The feed of reports and revisions (RFC 4287), the newest first, in a language and for the country or a province.</summary>
internal sealed class ReportFeed(IDbContextFactory<IndhCoopsContext> contexts)
{
    private const int Entries = 50;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly XmlWriterSettings Settings =
        new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly LocalText Title = new(
        "INDH et coopératives : rapports", "المبادرة الوطنية والتعاونيات: التقارير", "INDH and cooperatives: reports");

    public async Task AnswerAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        var language = RequestLanguage.Of(context.Request);
        var code = new LocalText("fr", "ar", "en").In(language);
        var territory = context.Request.Query[ReportTexts.Territory].ToString() is { Length: > 0 } text ? text.ToUpperInvariant() : null;
        if (context.Request.Query[RequestLanguage.Parameter].ToString() is { Length: > 0 } asked && IntakeLanguages.Find(asked) is null)
        {
            await Results.Problem("lang must be fr, ar or en.", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(StoredFile.Patience);
        if (territory is not null && !await database.Provinces.AnyAsync(province => province.Code == territory, cancellationToken))
        {
            await Results.Problem(
                string.Format(null, ReportTexts.UnknownTerritory.In(language), Excerpt.Of(territory, 20)),
                statusCode: StatusCodes.Status404NotFound)
                .ExecuteAsync(context);
            return;
        }

        var reports = await database.Reports.AsNoTracking()
            .Where(report => report.Files.Any(file => file.Territory == territory))
            .OrderByDescending(report => report.StruckAt).ThenByDescending(report => report.Period)
            .ThenByDescending(report => report.Revision)
            .Take(Entries)
            .Include(report =>
                report.Files.Where(
                    file => file.Territory == territory && (file.Format == ReportFormat.Html || file.Format == ReportFormat.Xlsx)))
            .ToListAsync(cancellationToken);

        // Of a month whose earlier revisions are not known, the first that is known has none to be compared with.
        var first = await database.Reports.GroupBy(report => report.Period)
            .Select(revisions => new { Period = revisions.Key, Revision = revisions.Min(report => report.Revision) })
            .ToDictionaryAsync(report => report.Period, report => report.Revision, cancellationToken);

        context.Response.Headers.CacheControl = PageHeaders.Revalidate;
        context.Response.Headers.Vary = "Accept-Language";
        // One address for a feed, whatever stands in the query besides: readers know it by this.
        var query = $"?lang={code}{(territory is null ? "" : $"&{ReportTexts.Territory}={territory}")}";
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            Of(reports, first, PublicAddress.Of(context.Request), query, language, code).WriteTo(xml);
        }

        var content = bytes.ToArray();
        await Results.Bytes(content, "application/atom+xml; charset=utf-8", entityTag: new EntityTagHeaderValue(EntityTag.Of(content)))
            .ExecuteAsync(context);
    }

    private static XElement Of(
        List<Report> reports,
        Dictionary<DateOnly, int> first,
        string server,
        string query,
        IntakeLanguage language,
        string code) => new(
        Atom + "feed",
        new XAttribute(XNamespace.Xml + "lang", code),
        new XElement(Atom + "id", $"{server}{ReportPages.FeedPath}{query}"),
        new XElement(Atom + "title", Title.In(language)),
        new XElement(Atom + "updated", MomentOf(reports.Count > 0 ? reports[0].StruckAt : DateTimeOffset.UnixEpoch)),
        new XElement(Atom + "author", new XElement(Atom + "name", "IndhCoops")),
        Link("self", "application/atom+xml", $"{server}{ReportPages.FeedPath}{query}"),
        Link("alternate", "text/html", $"{server}{ReportPages.Path}"),
        reports.Select(report => Of(report, report.Revision > first[report.Period], server, language, code)));

    private static XElement Of(Report report, bool hasFormer, string server, IntakeLanguage language, string code) => new(
        Atom + "entry",
        new XElement(Atom + "id", $"urn:uuid:{report.Id}"),
        new XElement(
            Atom + "title",
            string.Format(
                CultureInfo.InvariantCulture,
                ReportTexts.ReportOf.In(language),
                LocalFormat.Of(language).Month(report.Period),
                report.Revision)),
        new XElement(Atom + "updated", MomentOf(report.StruckAt)),

        // A feed has one alternate of a type and language.
        report.Files.Where(file => file.Format == ReportFormat.Html)
            .OrderByDescending(file => file.Language == code).ThenByDescending(file => file.Language == "fr")
            .Select(page => Link("alternate", "text/html", server + page.Url, page.Language)),
        report.Files.Where(file => file.Format == ReportFormat.Xlsx)
            .Select(workbook => Link("enclosure", WorkbookWriter.ContentType, server + workbook.Url, workbook.Language)),
        hasFormer
            ? Link(
                "related",
                "text/html",
                FormattableString.Invariant($"{server}{ReportPages.Path}/changes/{report.Period:yyyy-MM}/{report.Revision}"))
            : null,
        new XElement(Atom + "summary", ReportTexts.ListIs.In(language)));

    private static XElement Link(string relation, string type, string address, string? language = null) => new(
        Atom + "link",
        new XAttribute("rel", relation),
        new XAttribute("type", type),
        language is null ? null : new XAttribute("hreflang", language),
        new XAttribute("href", address));

    private static string MomentOf(DateTimeOffset moment) => $"{moment.UtcDateTime:s}Z";
}
