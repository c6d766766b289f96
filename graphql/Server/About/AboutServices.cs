using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.About;

/// <summary>Registers the page about the data and places it in the application.</summary>
internal static class AboutServices
{
    public const string Path = "/a-propos";

    public static IServiceCollection AddAboutPage(this IServiceCollection services) =>
        services.AddSingleton(new NavigationLink(60, AboutTexts.Short, Path));

    public static void MapAboutPage(this WebApplication app) => app.MapPage(Path, "About the data", AboutPage.AnswerAsync);
}
