using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>Registers the descriptions of the open data and places them in the application.</summary>
internal static class CatalogueServices
{
    internal const string CataloguePath = "/catalog.jsonld";
    internal const string PackagePath = "/datapackage.json";
    internal const string SitemapPath = "/sitemap.xml";
    internal const string PagesPath = "/sitemap-pages.xml";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddCatalogue(this IServiceCollection services) =>
        services.AddSingleton<OpenDatasets>().AddSingleton<CatalogueEndpoint>();

    /// <summary>Where a list of addresses of a long collection is.</summary>
    internal static string RowsPath(string collection, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/sitemap-{collection}-{number}.xml");

    /// <summary>
    /// Answers <c>/catalog.jsonld</c> (DCAT-AP), <c>/datapackage.json</c>, <c>/sitemap.xml</c> with the lists that it names, and
    /// <c>/robots.txt</c>. Where reading needs a token, so do all but the last.
    /// </summary>
    public static WebApplication MapCatalogue(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<CatalogueEndpoint>();
        Map(CataloguePath, "application/ld+json; charset=utf-8", DcatCatalogue.Of);
        Map(PackagePath, "application/json; charset=utf-8", DataPackage.Of);
        Map(SitemapPath, CatalogueEndpoint.Xml, CrawlerFiles.Index);
        Map(PagesPath, CatalogueEndpoint.Xml, CrawlerFiles.Pages);
        Place("/sitemap-{collection}-{number:int:min(1)}.xml", endpoint.GetRowsAsync);
        app.MapMethods("/robots.txt", Methods, endpoint.GetRobotsAsync).WithDisplayName("Robots").AllowAnonymous();
        return app;

        void Map(string path, string contentType, Func<CatalogueContent, byte[]> write) =>
            Place(path, context => endpoint.GetAsync(context, contentType, write));

        void Place(string path, RequestDelegate answer) =>
            app.MapMethods(path, Methods, answer)
                .WithDisplayName(path)
                .WithMetadata(new NeedsData())
                .AllowConfiguredOrigins(app.Services);
    }
}
