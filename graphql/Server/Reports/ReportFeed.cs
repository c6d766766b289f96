using System.Xml;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Reports;
using IndhCoops.Domain.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Reports;

/// <summary>The feed of reports and revisions (RFC 4287), the newest first, in a language and for the country or a province.</summary>
internal sealed class ReportFeed(IDbContextFactory<IndhCoopsContext> contexts)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int Entries = 50;

    /// <summary>Answers a request for it.</summary>
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

        context.Response.Headers.CacheControl = PageHeaders.Revalidate;
        context.Response.Headers.Vary = "Accept-Language";
        using var bytes = new MemoryStream();
        await using (var xml = XmlWriter.Create(
            bytes,
            new XmlWriterSettings { Async = true, Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            // One address for a feed, whatever stands in the query besides: readers know it by this.
            Write(
                xml,
                PublicAddress.Of(context.Request),
                $"?lang={code}{(territory is null ? "" : $"&{ReportTexts.Territory}={territory}")}",
                language,
                code,
                reports);
        }

        var content = bytes.ToArray();
        await Results.Bytes(content, "application/atom+xml; charset=utf-8", entityTag: new EntityTagHeaderValue(EntityTag.Of(content)))
            .ExecuteAsync(context);
    }

    private static void Write(XmlWriter xml, string server, string query, IntakeLanguage language, string code, List<Report> reports)
    {
        var format = LocalFormat.Of(language);
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, code);
        xml.WriteElementString("id", Atom, $"{server}{ReportPages.FeedPath}{query}");
        xml.WriteElementString(
            "title",
            Atom,
            new LocalText("INDH et coopératives : rapports", "المبادرة الوطنية والتعاونيات: التقارير", "INDH and cooperatives: reports")
                .In(language));
        xml.WriteElementString("updated", Atom, MomentOf(reports.Count > 0 ? reports[0].StruckAt : DateTimeOffset.UnixEpoch));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, "IndhCoops");
        xml.WriteEndElement();
        WriteLink(xml, "self", "application/atom+xml", $"{server}{ReportPages.FeedPath}{query}", null);
        WriteLink(xml, "alternate", "text/html", $"{server}{ReportPages.Path}", null);
        foreach (var report in reports)
        {
            Write(xml, server, language, format, code, report);
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string server, IntakeLanguage language, LocalFormat format, string code, Report report)
    {
        var pages = report.Files.Where(file => file.Format == ReportFormat.Html).OrderByDescending(file => file.Language == code)
            .ThenByDescending(file => file.Language == "fr")
            .ToList();
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"urn:uuid:{report.Id}");
        xml.WriteElementString(
            "title",
            Atom,
            string.Format(CultureInfo.InvariantCulture, ReportTexts.ReportOf.In(language), format.Month(report.Period), report.Revision));
        xml.WriteElementString("updated", Atom, MomentOf(report.StruckAt));
        foreach (var page in pages)
        {
            // A feed has one alternate of a type and language.
            WriteLink(xml, "alternate", "text/html", server + page.Url, page.Language);
        }

        foreach (var workbook in report.Files.Where(file => file.Format == ReportFormat.Xlsx))
        {
            WriteLink(
                xml,
                "enclosure",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                server + workbook.Url,
                workbook.Language);
        }

        if (report.Revision > 1)
        {
            WriteLink(
                xml,
                "related",
                "text/html",
                string.Create(
                    CultureInfo.InvariantCulture, $"{server}{ReportPages.Path}/changes/{report.Period:yyyy-MM}/{report.Revision}"),
                null);
        }

        xml.WriteElementString("summary", Atom, ReportTexts.ListIs.In(language));
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string type, string address, string? language)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        if (language is not null)
        {
            xml.WriteAttributeString("hreflang", language);
        }

        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string MomentOf(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
