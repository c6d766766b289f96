namespace IndhCoops.GraphQL.Pages;

/// <summary>Tells people in words why a page is not there.</summary>
internal sealed class FailurePage(PageSender sender) : IFailurePage
{
    public Task WriteAsync(HttpContext context, int status)
    {
        var view = sender.View(context);
        return sender.SendAsync(context, view, new PageSheet(PageAnswer.Message(view, status), [], []));
    }
}
