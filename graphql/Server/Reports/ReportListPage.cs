using System.Text.Json.Serialization;
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
        string?[] territories = territory is null ? [null] : [null, territory];
        var data = await visit.AskAsync<ReportListData>("reports-page", new { after = visit.Parameter("after"), territories });
        data = data with { Province = data.Provinces.Nodes.FirstOrDefault(row => row.Code == territory) };
        if (data.Reports.PageInfo is { HasNextPage: true, EndCursor: var end })
        {
            var next = await visit.AskAsync<ReportListData>("reports-page", new { first = 1, after = end, territories });
            data = data with { Next = next.Reports.Nodes is [var report] ? report : null };
        }

        if (territory is not null && data.Province is null)
        {
            visit.Warn(ReportTexts.UnknownTerritory, Excerpt.Of(territory, 20));
        }

        var head = new PageHead(view.Say(ReportTexts.Reports), view.Say(ReportTexts.ListIs))
        {
            IsSynthetic = data.Reports.Nodes.Any(report => report.DataSource == DataSource.Synthetic),
        };
        return PageAnswer.Of<ReportListBody, ReportListData>(head, data);
    }
}

/// <summary>The answer to the saved query <c>reports-page</c>.</summary>
internal sealed record ReportListData(PageOf<ReportRow> Reports, RowsOf<ProvinceName> Provinces)
{
    /// <summary>The province that was chosen; null for none.</summary>
    [JsonIgnore]
    public ProvinceName? Province { get; init; }

    /// <summary>The first report of the page after this one; null where there is none.</summary>
    [JsonIgnore]
    public ReportRow? Next { get; init; }

    /// <summary>
    /// The revision before one of the same month, whose number need not be one less; null where none is known, as after a restore.
    /// </summary>
    public int? Former(ReportRow report) => (Next is null ? Reports.Nodes : [.. Reports.Nodes, Next])
        .FirstOrDefault(other => other.Period == report.Period && other.Revision < report.Revision)?.Revision;
}

internal sealed record ReportRow(
    DateOnly Period, int Revision, DateTimeOffset StruckAt, DataSource DataSource, IReadOnlyList<ReportFileRow> Files)
{
    /// <summary>The file of a kind; null where there is none.</summary>
    public ReportFileRow? File(ReportFormat format, string? language = null, string? territory = null) =>
        Files.FirstOrDefault(
            file => file.Format == format && file.Territory == territory && (language is null || file.Language == language));
}

internal sealed record ReportFileRow(ReportFormat Format, string? Territory, string? Language, string Url);
