using IndhCoops.Domain.Wording;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.ProgrammePages;

/// <summary>Registers the pages of programmes and places them in the application.</summary>
internal static class ProgrammePageServices
{
    /// <summary>Where the list is.</summary>
    public const string Path = "/programmes";

    /// <summary>Registers what <see cref="MapProgrammePages"/> needs.</summary>
    public static IServiceCollection AddProgrammePages(this IServiceCollection services) => services
        .AddSingleton(new NavigationLink(40, MemberNames.Of("*", "programmes")!.Value, Path))
        .AddSingleton(new CodePages("programmes", Path))
        .AddSingleton<ProgrammePage>();

    /// <summary>Answers <c>/programmes</c> and <c>/programmes/{code}</c>.</summary>
    public static WebApplication MapProgrammePages(this WebApplication app)
    {
        app.MapPage(Path, "Programmes", ProgrammeListPage.AnswerAsync);
        app.MapCodePage(Path, "Programme", app.Services.GetRequiredService<ProgrammePage>().AnswerAsync);
        return app;
    }
}
