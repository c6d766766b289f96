using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Requests;

namespace IndhCoops.GraphQL.Pages;

/// <summary>Makes the page of an address.</summary>
internal delegate ValueTask<PageAnswer> PageHandler(PageVisit visit);

internal sealed class PageEndpoint(PageSender sender, RequestExecution execution, SavedQueries saved)
{
    /// <summary>Answers a request with the page that a handler makes, or with one that says why there is none.</summary>
    public async Task AnswerAsync(HttpContext context, PageHandler handler)
    {
        var view = sender.View(context);
        var visit = new PageVisit(context, view, execution, saved);
        visit.Parameter(RequestLanguage.Parameter, PageTexts.Languages, IntakeLanguages.Find);
        PageAnswer answer;
        try
        {
            answer = await handler(visit);
            visit.WarnOfOthers();
        }
        catch (PageFailedException failure)
        {
            answer = failure.Status < StatusCodes.Status503ServiceUnavailable
                && (visit.Parameter("after") ?? visit.Parameter("before")) is not null
                ? PageAnswer.Message(
                    view,
                    StatusCodes.Status400BadRequest,
                    view.Say(PageTexts.WrongPlace),
                    [new PageLink(view.Say(PageTexts.Begin), view.Self())])
                : PageAnswer.Message(view, failure.Status) with { RetryAfter = failure.RetryAfter };
        }

        await sender.SendAsync(context, view, answer with { Notices = visit.Notices, Queries = visit.Queries });
    }
}
