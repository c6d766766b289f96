using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Reports;

/// <summary>Registers the pages and the feed of reports and places them in the application.</summary>
internal static class ReportPages
{
    public const string Path = "/reports";
    public const string LatestPath = $"{Path}/latest";
    public const string FeedPath = $"{Path}/feed.atom";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddReportPages(this IServiceCollection services) => services
        .AddSingleton(new NavigationLink(50, ReportTexts.Reports, Path))
        .AddSingleton<RevisionPage>()
        .AddSingleton<LatestReport>()
        .AddSingleton<ReportFeed>();

    public static WebApplication MapReportPages(this WebApplication app)
    {
        app.MapPage(Path, "Reports", ReportListPage.AnswerAsync);
        app.MapPage(
            $"{Path}/changes/{{month}}/{{revision}}", "Changes of a report", app.Services.GetRequiredService<RevisionPage>().AnswerAsync);
        app.MapPage(LatestPath, "Latest report", app.Services.GetRequiredService<LatestReport>().AnswerAsync);
        app.MapMethods(FeedPath, Methods, app.Services.GetRequiredService<ReportFeed>().AnswerAsync)
            .WithDisplayName("Feed of reports").WithMetadata(new Hosting.Lifetime.NeedsData());
        return app;
    }
}
