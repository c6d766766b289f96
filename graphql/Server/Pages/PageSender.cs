using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IndhCoops.GraphQL.Pages;

/// <summary>Writes a page as HTML and sends it.</summary>
internal sealed partial class PageSender(PageFrame frame, IServiceProvider services, ILoggerFactory loggers) : IFailurePage
{
    // Nothing inline and no other site; the box sends its text to this server.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; " +
        "form-action 'self'; frame-ancestors 'none'";

    /// <summary>What the parts of a page know of a request.</summary>
    public PageView View(HttpContext context) => new(context.Request, frame);

    /// <summary>Says in words why a page is not there.</summary>
    public Task WriteAsync(HttpContext context, int status)
    {
        var view = View(context);
        return SendAsync(context, view, PageAnswer.Message(view, status));
    }

    public async Task SendAsync(HttpContext context, PageView view, PageAnswer answer)
    {
        var response = context.Response;
        PageHeaders.Set(response, ContentSecurityPolicy);
        response.StatusCode = answer.Status;
        response.Headers.Vary = "Accept-Language, Accept-Encoding";
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
            response.Headers.CacheControl = PageHeaders.Revalidate;
            return;
        }

        if (answer.RetryAfter is { } wait)
        {
            FailureAnswer.PutOff(response, wait);
        }
        else if (int.TryParse(response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            // Whoever asks for a page in words has said when to ask again.
            answer = answer with { RetryAfter = TimeSpan.FromSeconds(seconds) };
        }

        var html = await RenderAsync(view, answer);
        var encoding = ResponseEncodings.Choose(context.Request.Headers.AcceptEncoding, html.Length);
        if (answer.Status == StatusCodes.Status200OK)
        {
            // Asked for again by its tag: the same figures are not sent twice.
            response.Headers.CacheControl = PageHeaders.Revalidate;
            var tag = EntityTag.Of(html, $"-{(int)encoding}");
            response.Headers.ETag = tag;
            if (EntityTag.IsAmong(context.Request.Headers.IfNoneMatch, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        else
        {
            response.Headers.CacheControl = "no-store";
        }

        response.Headers.ContentEncoding = encoding.Name();
        ReadOnlyMemory<byte> body = encoding == ResponseEncoding.Identity ? html : encoding.Pack(html);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await ResponseWriter.WriteLongAsync(response, body);
        }
    }

    private async Task<byte[]> RenderAsync(PageView view, PageAnswer answer)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<PageRoot>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PageView)] = view, [nameof(PageAnswer)] = answer }));
            await using var text = new StringWriter();
            root.WriteHtmlTo(text);
            return Encoding.UTF8.GetBytes(EncodedLetter.Replace(text.ToString(), Letter));
        });
    }

    // The renderer encodes every letter beyond ASCII. As themselves they mean the same, a page in Arabic is half as long, and its source
    // can be read.
    private static string Letter(Match encoded) =>
        Rune.TryCreate(int.Parse(encoded.ValueSpan[3..^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out var letter)
            && letter.Value >= 0xA0
            ? letter.ToString()
            : encoded.Value;

    [GeneratedRegex("&#x[0-9A-F]{2,6};", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedLetter { get; }
}
