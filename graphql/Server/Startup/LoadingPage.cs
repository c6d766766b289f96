using IndhCoops.Domain;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Startup;

/// <summary>The page that a browser gets while the data is loaded. It loads itself again and needs no script.</summary>
internal static class LoadingPage
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Answers with the page, in the language that the address or the browser asks for.</summary>
    public static async Task WriteAsync(HttpContext context, WorkProgress progress, TimeSpan again)
    {
        var response = context.Response;
        var page = Encoding.UTF8.GetBytes(
            Write(RequestLanguage.Of(context.Request), progress, again, context.Request.PathBase.ToUriComponent()));
        PageHeaders.Set(response, ContentSecurityPolicy);
        FailureAnswer.PutOff(response, again);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        response.ContentLength = page.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(page, context.RequestAborted);
        }
    }

    private static string Write(IntakeLanguage language, WorkProgress progress, TimeSpan again, string prefix) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <!doctype html>
        <html lang="{PageView.CodeOf(language)}" dir="{(language == IntakeLanguage.Arabic ? "rtl" : "ltr")}">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <meta http-equiv="refresh" content="{(int)again.TotalSeconds}">
          <title>{LoadingTexts.Title.In(language)}</title>
          <link rel="icon" href="{prefix}/dashboard/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="{prefix}/pages/base.css">
          <link rel="stylesheet" href="{prefix}/dashboard/dashboard.css">
        </head>
        <body>
          <header class="top"><div class="wide"><h1>{LoadingTexts.Title.In(language)}</h1></div></header>
          <main class="wide">
            <p class="banner" role="status">{LoadingTexts.Sentence(progress, language)}</p>
            <p>{Bar(progress)}</p>
            <p>{LoadingTexts.Again.In(language)}</p>
          </main>
        </body>
        </html>

        """);

    private static string Bar(WorkProgress progress) => progress.Share is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"<progress value=\"{share:0.00}\" max=\"1\"></progress>")
        : "<progress></progress>";
}
