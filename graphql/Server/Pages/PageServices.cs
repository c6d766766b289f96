using System.Diagnostics.CodeAnalysis;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Pages;

/// <summary>Registers what pages for people are made with, and places them in the application.</summary>
internal static class PageServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<PageFrame>()
        .AddSingleton<PageSender>()
        .AddSingleton<PageEndpoint>();

    /// <summary>
    /// Serves the files of all pages below <c>pages/</c>, and a page in words to whoever opens an address that there is not.
    /// </summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        var files = PageFolder.Of("pages");
        var missing = app.Services.GetRequiredService<PageSender>();
        app.MapMethods("/pages/{**file}", Methods, context => files.SendFileAsync(context, "default-src 'none'"))
            .WithDisplayName("Page files")
            .AllowAnonymous();
        app.Use((context, next) =>
            context.GetEndpoint() is null && IsOpenedByBrowser(context.Request)
                ? missing.WriteAsync(context, StatusCodes.Status404NotFound)
                : next(context));
        return app;
    }

    public static IEndpointConventionBuilder MapPage(
        this WebApplication app, [StringSyntax("Route")] string pattern, string name, PageHandler handler)
    {
        var endpoint = app.Services.GetRequiredService<PageEndpoint>();
        return app.MapMethods(pattern, Methods, context => endpoint.AnswerAsync(context, handler))
            .WithDisplayName(name).WithMetadata(new NeedsData(_ => true), app.Services.GetRequiredService<PageSender>());
    }

    /// <summary>
    /// Places the pages of what has a code: <c>/provinces/{code}</c>. An address in small letters leads to the one in capitals.
    /// </summary>
    public static IEndpointConventionBuilder MapCodePage(
        this WebApplication app, string path, string name, Func<PageVisit, string, ValueTask<PageAnswer>> handler) =>
        app.MapPage($"{path}/{{code}}", name, visit =>
        {
            var code = visit.Route("code");
            return code.ToUpperInvariant() is var upper && upper == code
                ? handler(visit, code)
                : new(PageAnswer.MovedTo(visit.View.Link($"{path}/{Uri.EscapeDataString(upper)}")));
        });

    private static bool IsOpenedByBrowser(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
