using IndhCoops.Domain.Intake;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>The language in which a person is answered.</summary>
internal static class RequestLanguage
{
    /// <summary>The parameter of an address that names it: <c>?lang=ar</c>.</summary>
    public const string Parameter = "lang";

    /// <summary>That of the address, else the first that the browser accepts, else French.</summary>
    public static IntakeLanguage Of(HttpRequest request) =>
        IntakeLanguages.Find(request.Query[Parameter]) ?? Accepted(request) ?? IntakeLanguage.French;

    private static IntakeLanguage? Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(language => language.Quality is not 0).OrderByDescending(language => language.Quality ?? 1)
        .Select(language => IntakeLanguages.Find(language.Value.Value?.Split('-')[0])).FirstOrDefault(language => language is not null);
}
