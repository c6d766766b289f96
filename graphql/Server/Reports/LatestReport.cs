using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Pages;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Leads to the newest report: <c>/reports/latest?lang=ar</c>, <c>?territory=MA-KHE</c>, <c>?format=xlsx</c>.</summary>
internal sealed class LatestReport(IDbContextFactory<IndhCoopsContext> contexts)
{
    private static readonly LocalText Formats = new(
        "html, xlsx, csv ou parquet", "html أو xlsx أو csv أو parquet", "html, xlsx, csv or parquet");

    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var format = visit.Parameter<ReportFormat?>(
            "format",
            Formats,
            text => Enum.TryParse<ReportFormat>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null);
        if (format is null && visit.Parameter("format") is not null)
        {
            // What leads elsewhere has no place to say that it did not understand.
            return NotFound(visit);
        }

        format ??= ReportFormat.Html;
        var territory = visit.Parameter(ReportTexts.Territory)?.ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync();
        context.Database.SetCommandTimeout(StoredFile.Patience);
        var files = await context.ReportFiles.AsNoTracking()
            .Where(file => file.Format == format && file.Territory == territory)
            .OrderByDescending(file => file.Report.Period).ThenByDescending(file => file.Report.Revision)
            .Select(file => new { file.Report.Period, file.Report.Revision, file.Language, file.Url })
            .Take(2)
            .ToListAsync();

        if (files.Count == 0 && territory is not null && !await context.Provinces.AnyAsync(province => province.Code == territory))
        {
            visit.Warn(ReportTexts.UnknownTerritory, Excerpt.Of(territory, 20));
        }

        // A report that is not written in the visitor's language is there in French.
        var newest = files.TakeWhile(file => (file.Period, file.Revision) == (files[0].Period, files[0].Revision)).ToList();
        var latest = newest.Find(file => file.Language == view.Code)
            ?? newest.Find(file => file.Language == "fr")
            ?? newest.FirstOrDefault();
        return latest is not null
            ? PageAnswer.MovedTo(view.File(latest.Url)) with { Status = StatusCodes.Status302Found }
            : NotFound(visit);
    }

    private static PageAnswer NotFound(PageVisit visit) => visit.NotFound(ReportTexts.NoReport, "", ReportTexts.Reports, ReportPages.Path);
}
