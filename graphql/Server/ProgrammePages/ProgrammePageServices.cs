using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.ProgrammePages;

/// <summary>Registers the pages of programmes and places them in the application.</summary>
internal static class ProgrammePageServices
{
    public const string Path = "/programmes";

    public static IServiceCollection AddProgrammePages(this IServiceCollection services) => services
        .AddSingleton(new NavigationLink(40, MemberNames.Of("*", "programmes")!.Value, Path))
        .AddSingleton(new CodePages("programmes", Path));

    public static WebApplication MapProgrammePages(this WebApplication app)
    {
        app.MapPage(Path, "Programmes", ProgrammeListPage.AnswerAsync);
        app.MapCodePage(Path, "Programme", ProgrammePage.AnswerAsync);
        return app;
    }
}
