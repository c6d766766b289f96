using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.EntryPage;

/// <summary>Registers the page for entering data and places it in the application.</summary>
internal static class EntryPageServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers what <see cref="MapEntryPage"/> needs; options come from the section SignIn.</summary>
    public static IServiceCollection AddEntryPage(this IServiceCollection services)
    {
        services.AddChecked<SignInOptions>(SignInOptions.Section).Refuse(
            (signIn, provider) => signIn.Complaints(provider.GetRequiredService<IOptions<AccessOptions>>().Value));
        return services.AddSingleton<EntryPageEndpoint>();
    }

    /// <summary>Serves the page and its files, where there is one. It holds no data, so it is open to everybody.</summary>
    public static void MapEntryPage(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<EntryPageEndpoint>();
        if (endpoint.IsPresent)
        {
            const string path = EntryPageEndpoint.Path;
            app.MapMethods(path, Methods, endpoint.GetPageAsync)
                .WithDisplayName("Entry page")
                .WithMetadata(new NeedsData(_ => true))
                .AllowAnonymous();
            app.MapMethods($"{path}/settings.json", Methods, endpoint.GetSettingsAsync)
                .WithDisplayName("Entry page settings")
                .AllowAnonymous();
            app.MapMethods($"{path}/{{**file}}", Methods, endpoint.GetFileAsync).WithDisplayName("Entry page files").AllowAnonymous();
        }
    }
}
