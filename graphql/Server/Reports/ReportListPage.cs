using IndhCoops.Domain;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.Pages.Parts;

namespace IndhCoops.GraphQL.Reports;

/// <summary>The list of reports: each month with its revisions and files, of the country and of a chosen province.</summary>
internal static class ReportListPage
{
    public static async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var territory = visit.Parameter(ReportTexts.Territory)?.ToUpperInvariant();
        var data = await visit.AskAsync<ReportListData>("reports-page", new
        {
            after = visit.Parameter("after"),
            territories = territory is null ? [null] : new[] { null, territory },
        });
        var province = data.Provinces.Nodes.FirstOrDefault(row => row.Code == territory);
        if (territory is not null && province is null)
        {
            visit.Warn(ReportTexts.UnknownTerritory, Excerpt.Of(territory, 20));
        }

        var months = data.Reports.Nodes.GroupBy(report => report.Period).Select(revisions => new ReportMonth(revisions.Key, [.. revisions]))
            .ToList();
        var head = new PageHead(view.Say(ReportTexts.Reports), view.Say(ReportTexts.ListIs))
        {
            IsSynthetic = data.Reports.Nodes.Any(report => report.DataSource == DataSource.Synthetic),
        };
        return PageAnswer.Of<ReportListBody, ReportListModel>(
            head, new ReportListModel(months, data.Provinces.Nodes, province, data.Reports.PageInfo));
    }
}

/// <summary>The answer to the saved query <c>reports-page</c>.</summary>
internal sealed record ReportListData(PageOf<ReportRow> Reports, RowsOf<ProvinceName> Provinces);

internal sealed record ReportRow(
    DateOnly Period, int Revision, DateTimeOffset StruckAt, DataSource DataSource, IReadOnlyList<ReportFileRow> Files)
{
    /// <summary>The file of a kind; null where there is none.</summary>
    public ReportFileRow? File(ReportFormat format, string? language = null, string? territory = null) =>
        Files.FirstOrDefault(
            file => file.Format == format && file.Territory == territory && (language is null || file.Language == language));
}

internal sealed record ReportFileRow(ReportFormat Format, string? Territory, string? Language, string Url, long SizeBytes);

/// <summary>A month with its revisions, the newest first.</summary>
internal sealed record ReportMonth(DateOnly Period, IReadOnlyList<ReportRow> Revisions);

/// <summary>What the list shows.</summary>
internal sealed record ReportListModel(
    IReadOnlyList<ReportMonth> Months, IReadOnlyList<ProvinceName> Provinces, ProvinceName? Province, PlaceInList PageInfo);
