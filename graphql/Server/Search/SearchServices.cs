using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Search;

/// <summary>
/// Registers the page that finds things by their names, and places it in the application. The box that asks it is part of every page.
/// </summary>
internal static class SearchServices
{
    private const string Path = "/recherche";

    /// <summary>Gives every page its search box.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton(new SearchAddress(Path));

    public static void MapSearch(this WebApplication app) => app.MapPage(Path, "Search page", SearchPage.AnswerAsync);
}
