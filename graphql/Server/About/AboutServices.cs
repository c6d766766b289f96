using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.About;

/// <summary>Registers the page about the data and places it in the application.</summary>
internal static class AboutServices
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/a-propos";

    /// <summary>Registers what <see cref="MapAboutPage"/> needs.</summary>
    public static IServiceCollection AddAboutPage(this IServiceCollection services) =>
        services.AddSingleton(new NavigationLink(60, AboutTexts.Short, Path));

    /// <summary>Answers <c>/a-propos</c>.</summary>
    public static WebApplication MapAboutPage(this WebApplication app)
    {
        app.MapPage(Path, "About the data", AboutPage.AnswerAsync);
        return app;
    }
}
