using IndhCoops.GraphQL.Hosting.Rights;

namespace IndhCoops.GraphQL.Access;

/// <summary>
/// ASP.NET Core's own section about bearer tokens, which <c>dotnet user-jwts</c> writes for development. It stands in the place of
/// <see cref="AccessOptions.Authority"/> and <see cref="AccessOptions.Audience"/>.
/// </summary>
internal static class BearerSection
{
    public const string Name = "Authentication:Schemes:Bearer";

    /// <summary>Whether it says anything.</summary>
    public static bool IsPresent(IConfiguration configuration) => configuration.GetSection(Name).GetChildren().Any();

    /// <summary>Whether it says for whom and by whom a token must have been issued.</summary>
    public static bool IsComplete(IConfiguration configuration)
    {
        var section = configuration.GetSection(Name);
        return Says("ValidAudience", "ValidAudiences") && Says("ValidIssuer", "ValidIssuers", "Authority");

        bool Says(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (section.GetSection(name).AsEnumerable().Any(entry => !string.IsNullOrWhiteSpace(entry.Value)))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
