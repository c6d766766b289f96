using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.EntryPage;

/// <summary>Registers the page for entering data and places it in the application.</summary>
internal static class EntryPageServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers what <see cref="MapEntryPage"/> needs; options come from the section SignIn.</summary>
    public static IServiceCollection AddEntryPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignInOptions>().Bind(configuration.GetSection(SignInOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>().AddSingleton<EntryPageEndpoint>();
    }

    /// <summary>Serves the page and its files, where there is one. It holds no data, so it is open to everybody.</summary>
    public static WebApplication MapEntryPage(this WebApplication app)
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

        return app;
    }
}
