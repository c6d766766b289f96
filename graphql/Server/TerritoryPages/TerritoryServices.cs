using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>Registers the pages of provinces and regions and places them in the application.</summary>
internal static class TerritoryServices
{
    public const string ProvincesPath = "/provinces";
    public const string RegionsPath = "/regions";

    public static IServiceCollection AddTerritoryPages(this IServiceCollection services) => services
        .AddSingleton(new NavigationLink(30, TerritoryTexts.Provinces, ProvincesPath))
        .AddSingleton(new CodePages("provinces", ProvincesPath))
        .AddSingleton(new CodePages("regions", RegionsPath));

    public static WebApplication MapTerritoryPages(this WebApplication app)
    {
        app.MapPage(ProvincesPath, "Provinces", ProvinceListPage.AnswerAsync);
        app.MapCodePage(ProvincesPath, "Province", ProvincePage.AnswerAsync);
        app.MapCodePage(RegionsPath, "Region", RegionPage.AnswerAsync);
        return app;
    }
}
