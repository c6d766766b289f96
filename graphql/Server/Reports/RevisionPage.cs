using IndhCoops.Domain;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Pages;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Reports;

/// <summary>The page that says which figures of a month changed from one revision of its report to the next.</summary>
internal sealed partial class RevisionPage(IDbContextFactory<IndhCoopsContext> contexts, StoredFile files, ILogger<RevisionPage> logger)
{
    public async ValueTask<PageAnswer> AnswerAsync(PageVisit visit)
    {
        var view = visit.View;
        var all = new PageLink(view.Say(ReportTexts.Reports), view.Link(ReportPages.Path));
        if (!DateOnly.TryParseExact(visit.Route("month"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            || !int.TryParse(visit.Route("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            || await FindAsync(month, revision) is not [var after, var before]
            || after.Report.Revision != revision)
        {
            return PageAnswer.Message(view, StatusCodes.Status404NotFound, view.Say(ReportTexts.NoReport), [all]);
        }

        if (!files.HasStorage)
        {
            return PageAnswer.Message(view, StatusCodes.Status503ServiceUnavailable, view.Say(ReportTexts.NoStorage), [all]);
        }

        RevisionChanges changes;
        try
        {
            changes = RevisionChanges.Between(
                await files.ReadAsync(before.Path, CancellationToken.None), await files.ReadAsync(after.Path, CancellationToken.None));
        }
        catch (Exception exception) when (StorageOutage.IsMissing(exception) || StorageOutage.Of(exception) is not null)
        {
            LogAway(logger, after.Path, exception.GetBaseException().Message);
            return PageAnswer.Message(view, StatusCodes.Status503ServiceUnavailable, view.Say(ReportTexts.NoStorage), [all]) with
            {
                RetryAfter = StorageOutage.Of(exception)?.RetryAfter,
            };
        }

        var title = view.Say(ReportTexts.ChangesOf, view.Format.Month(month), before.Report.Revision, revision);
        var head = new PageHead(
            title,
            changes.Balances == 0 ? view.Say(ReportTexts.Unchanged) : view.Say(ReportTexts.ChangesAre, view.Format.Count(changes.Balances)))
        {
            Trail = [all],
            IsSynthetic = after.Report.DataSource == DataSource.Synthetic,
        };
        return PageAnswer.Of<RevisionBody, RevisionChanges>(head, changes);
    }

    // The tables of the revision and of the one before, whose number need not be one less.
    private async Task<IReadOnlyList<ReportFile>> FindAsync(DateOnly month, int revision)
    {
        await using var context = await contexts.CreateDbContextAsync();
        context.Database.SetCommandTimeout(StoredFile.Patience);
        return await context.ReportFiles.AsNoTracking().Include(file => file.Report)
            .Where(file => file.Format == ReportFormat.Csv && file.Report.Period == month)
            .Where(file => file.Report.Revision <= revision)
            .OrderByDescending(file => file.Report.Revision)
            .Take(2)
            .ToListAsync();
    }

    [LoggerMessage(24, LogLevel.Warning, "The storage did not give {Path} to compare it: {Reason}")]
    private static partial void LogAway(ILogger logger, string path, string reason);
}
