using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.TerritoryPages;

/// <summary>Registers the pages of provinces and regions and places them in the application.</summary>
internal static class TerritoryServices
{
    /// <summary>Where the list of provinces is.</summary>
    public const string ProvincesPath = "/provinces";

    /// <summary>Where the pages of regions are.</summary>
    public const string RegionsPath = "/regions";

    /// <summary>Registers what <see cref="MapTerritoryPages"/> needs.</summary>
    public static IServiceCollection AddTerritoryPages(this IServiceCollection services) => services
        .AddSingleton(new NavigationLink(30, TerritoryTexts.Provinces, ProvincesPath))
        .AddSingleton(new CodePages("provinces", ProvincesPath))
        .AddSingleton(new CodePages("regions", RegionsPath))
        .AddSingleton<ProvincePage>()
        .AddSingleton<ProvinceListPage>()
        .AddSingleton<RegionPage>();

    /// <summary>Answers <c>/provinces</c>, <c>/provinces/{code}</c> and <c>/regions/{code}</c>.</summary>
    public static WebApplication MapTerritoryPages(this WebApplication app)
    {
        app.MapPage(ProvincesPath, "Provinces", app.Services.GetRequiredService<ProvinceListPage>().AnswerAsync);
        app.MapCodePage(ProvincesPath, "Province", app.Services.GetRequiredService<ProvincePage>().AnswerAsync);
        app.MapCodePage(RegionsPath, "Region", app.Services.GetRequiredService<RegionPage>().AnswerAsync);
        return app;
    }
}
