using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.CooperativePages;

/// <summary>Registers the pages of cooperatives and places them in the application.</summary>
internal static class CooperativePageServices
{
    public const string Path = "/cooperatives";

    public static IServiceCollection AddCooperativePages(this IServiceCollection services) => services
        .AddSingleton(new NavigationLink(20, MemberNames.Of("*", "cooperatives")!.Value, Path))
        .AddSingleton(
            new RowPages(
                "cooperatives",
                Path,
                database => database.Cooperatives.OrderBy(row => row.Id).Select(row => new RowPage(row.Id, row.UpdatedAt))));

    public static WebApplication MapCooperativePages(this WebApplication app)
    {
        app.MapPage(Path, "Cooperatives", CooperativeListPage.AnswerAsync);
        app.MapPage($"{Path}/{{id}}", "Cooperative", CooperativePage.AnswerAsync);
        return app;
    }
}
