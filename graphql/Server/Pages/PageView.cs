using System.Text.RegularExpressions;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Wording;

namespace IndhCoops.GraphQL.Pages;

/// <summary>What the parts of a page know of the request: its language, how figures are written in it, and where links lead.</summary>
internal sealed partial class PageView(HttpRequest request, PageFrame frame)
{
    private readonly bool _saysLanguage = IntakeLanguages.Find(request.Query[RequestLanguage.Parameter]) is not null;
    private readonly IQueryCollection _query = request.Query;

    public PageFrame Frame => frame;

    public IntakeLanguage Language { get; } = RequestLanguage.Of(request);

    /// <summary>How figures and days are written.</summary>
    public LocalFormat Format => LocalFormat.Of(Language);

    public string Publisher => Frame.Publishing.PublisherName.In(Language);

    public string Code => CodeOf(Language);

    public string Direction => Language == IntakeLanguage.Arabic ? "rtl" : "ltr";

    /// <summary>The path that a proxy has stripped, <c>/indh</c>; empty for none.</summary>
    public string Prefix { get; } = request.PathBase.ToUriComponent();

    /// <summary>The address of this server, as the client knows it.</summary>
    public string Server { get; } = PublicAddress.Of(request);

    /// <summary>The path of the page on this server.</summary>
    public string Path { get; } = request.Path.ToUriComponent();

    /// <summary>The address of the page, as others may link to it: with what selects its content, and nothing else.</summary>
    public string Address => $"{Server}{Path}{QueryWith(_saysLanguage ? Code : null)}";

    /// <summary>Whether a parameter is what other sites append to a link, to follow whoever clicks it.</summary>
    public static bool IsForeign(string name) => Foreign.IsMatch(name);

    public static string CodeOf(IntakeLanguage language) => new LocalText("fr", "ar", "en").In(language);

    /// <summary>A text in the language.</summary>
    public string Say(LocalText text) => Language == IntakeLanguage.French ? Unbroken(text.French) : text.In(Language);

    /// <summary>A name before what it names, with its colon: French sets a space before it.</summary>
    public string Label(string name) => Language == IntakeLanguage.French ? $"{name}\u00A0:" : $"{name}:";

    /// <summary>A text in the language, with values in its places: <c>{0}</c>.</summary>
    public string Say(LocalText text, params ReadOnlySpan<object?> values) => string.Format(null, Say(text), values);

    /// <summary>The Arabic name on an Arabic page, where there is one.</summary>
    public string Name(string name, string? nameArabic) =>
        Language == IntakeLanguage.Arabic && !string.IsNullOrEmpty(nameArabic) ? nameArabic : name;

    /// <summary>
    /// A parameter of the address; null where it is not there. The graph takes no null character, so that it becomes a mark that stands for
    /// none.
    /// </summary>
    public string? Parameter(string name) => _query[name].ToString() is { Length: > 0 } value ? value.Trim().Replace('\0', '\uFFFD') : null;

    /// <summary>
    /// Where a link to a page of this server leads: below the prefix, and in the same language where the address of this page says one.
    /// </summary>
    public string Link(string path, params IEnumerable<(string Name, string? Value)> parameters) =>
        $"{Prefix}{path}{Query(_saysLanguage ? parameters.Append((RequestLanguage.Parameter, Code)) : parameters)}";

    /// <summary>Where a link to a cooperative's page leads.</summary>
    public string Cooperative(string id) => Link($"/cooperatives/{Frame.Key(id)}");

    /// <summary>Where a link to a file of this server leads, which takes no language from the page.</summary>
    public string File(string path, params IEnumerable<(string Name, string? Value)> parameters) => $"{Prefix}{path}{Query(parameters)}";

    /// <summary>
    /// This page with other parameters: those that are null are left out, all others stay. What says where a list goes on does not stay.
    /// </summary>
    public string Self(params IEnumerable<(string Name, string? Value)> changed)
    {
        var all = Parameters().Where(parameter => parameter.Name is not ("after" or "before")).ToDictionary(
            parameter => parameter.Name, parameter => parameter.Value);
        foreach (var (name, value) in changed)
        {
            all[name] = value;
        }

        return $"{Prefix}{Path}{Query(all.Select(parameter => (parameter.Key, parameter.Value)))}";
    }

    /// <summary>The path of this page in another language.</summary>
    public string In(IntakeLanguage language) => $"{Prefix}{Path}{QueryWith(CodeOf(language))}";

    public string Explore(PageQuery query) =>
        File("/graphql/", ("saved", query.Saved.Name), ("variables", JsonSerializer.Serialize(query.Variables)));

    // No line begins with a mark that French sets off by a space.
    private static string Unbroken(string text) =>
        text.Replace(" ;", "\u00A0;").Replace(" :", "\u00A0:").Replace(" ?", "\u00A0?").Replace("« ", "«\u00A0").Replace(" »", "\u00A0»");

    private string QueryWith(string? language) =>
        Query(Parameters().Where(parameter => parameter.Name != RequestLanguage.Parameter).Append((RequestLanguage.Parameter, language)));

    private IEnumerable<(string Name, string? Value)> Parameters() =>
        _query.Where(parameter => !IsForeign(parameter.Key)).Select(parameter => (parameter.Key, (string?)parameter.Value.ToString()));

    [GeneratedRegex(@"^(utm_\w+|fbclid|gclid|msclkid)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign { get; }

    private static string Query(IEnumerable<(string Name, string? Value)> parameters) =>
        QueryString.Create(
            parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value)).Select(
                parameter => KeyValuePair.Create(parameter.Name, parameter.Value)))
            .ToUriComponent();
}
