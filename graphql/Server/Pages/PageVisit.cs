using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Intake;
using IndhCoops.GraphQL.Hosting.Documents;
using IndhCoops.GraphQL.Hosting.Requests;

namespace IndhCoops.GraphQL.Pages;

/// <summary>A request for a page: what its address says, and what the graph answers to the page's queries.</summary>
internal sealed class PageVisit(HttpContext context, PageView view, RequestExecution execution, SavedQueries saved)
{
    /// <summary>The first year that an address may name: the INDH was launched in May 2005.</summary>
    public const int FirstYear = 2005;

    private const int LongestRepeated = 60;
    private const int MostRepeated = 5;

    private readonly List<PageQuery> _queries = [];
    private readonly List<string> _notices = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the parts of the page know of the request.</summary>
    public PageView View { get; } = view;

    /// <summary>Today in Morocco.</summary>
    public DateOnly Today { get; } = view.Frame.Clock.CurrentDay();

    /// <summary>The current month there, by its first day.</summary>
    public DateOnly Month => MoroccanCalendar.FirstDay(Today);

    /// <summary>Takes back what was asked: the page is made of what is asked from now on.</summary>
    public void Forget() => _queries.Clear();

    public IReadOnlyList<PageQuery> Queries => _queries;

    /// <summary>What the visitor should know of the address.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>A value of the path: <c>code</c> of <c>/provinces/{code}</c>.</summary>
    public string Route(string name) => (string?)context.Request.RouteValues[name] ?? "";

    /// <summary>A value of the path as a page repeats it: of a long one the beginning.</summary>
    public string RouteText(string name) => Excerpt.Of(Route(name), LongestRepeated);

    /// <summary>A parameter of the address; null where it is not there.</summary>
    public string? Parameter(string name)
    {
        _known.Add(name);
        return View.Parameter(name);
    }

    /// <summary>Takes parameters that are read in the browser.</summary>
    public void Leave(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _known.Add(name);
        }
    }

    /// <summary>
    /// Says which parameters of the address the page does not have, but for those that other sites append to follow visitors.
    /// </summary>
    public void WarnOfOthers()
    {
        foreach (var name in context.Request.Query.Keys.Where(name => !_known.Contains(name) && !PageView.IsForeign(name))
            .Take(MostRepeated))
        {
            Warn(PageTexts.WrongParameter, Excerpt.Of(name, LongestRepeated));
        }
    }

    /// <summary>A parameter of the address as what it stands for. One that is not understood is said on the page, and is null.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="expected">What it may be, for people: <c>une année, 2005 à 2026</c>.</param>
    /// <param name="find">Finds what a text stands for; null where it stands for nothing, so a kind of value is given as
    /// <c>int?</c>.</param>
    public T? Parameter<T>(string name, LocalText expected, Func<string, T?> find)
    {
        var text = Parameter(name);
        var value = text is null ? default : find(text);
        if (text is not null && value is null)
        {
            Warn(PageTexts.WrongValue, name, Excerpt.Of(text, LongestRepeated), View.Say(expected));
        }

        return value;
    }

    /// <summary>The year that the address names, <c>?year=2023</c>; null where it names none.</summary>
    public int? Year() => Parameter<int?>("year", PageTexts.YearBetween(Month.Year), text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= FirstYear && year <= Month.Year
            ? year
            : null);

    /// <summary>The page that says that there is nothing of what the path names, with a link to the list of all.</summary>
    public PageAnswer NotFound(LocalText text, string name, LocalText all, string path) => PageAnswer.Message(
        View, StatusCodes.Status404NotFound, View.Say(text, RouteText(name)), [new PageLink(View.Say(all), View.Link(path))]);

    /// <summary>Says something on the page that the visitor should know of the address.</summary>
    public void Warn(LocalText text, params ReadOnlySpan<object?> values) => _notices.Add(View.Say(text, values));

    /// <summary>Asks a saved query as the visitor would, by whose rights and limits; kept answers serve. The page shows it, once.</summary>
    /// <param name="variables">An object with its variables; those that are null are not given.</param>
    /// <exception cref="PageFailedException">It was not answered.</exception>
    public async ValueTask<T> AskAsync<T>(string name, object? variables = null)
    {
        if (!saved.TryFind(name, out var query))
        {
            throw new InvalidOperationException($"There is no saved query {name}.");
        }

        var asked = new PageQuery(query, JsonSerializer.SerializeToElement(variables ?? new { }, PageQuery.Json));
        if (!_queries.Exists(other => other.Saved == query))
        {
            _queries.Add(asked);
        }

        var request = await execution.CompleteAsync(
            context, new GraphRequest(query.Document, null, asked.Variables) { AllowMutations = false });
        using var deadline = execution.Deadline(context);
        using var answer = await execution.ExecuteAsync(context, request, deadline.Token);
        if (!answer.IsWhole)
        {
            throw new PageFailedException(StatusOf(answer.Outcome), answer.RetryAfter);
        }

        return JsonSerializer.Deserialize<Answer<T>>(answer.Body.Span, PageQuery.Json)!.Data;
    }

    // The query is the server's own, so a refusal is not the visitor's fault.
    private static int StatusOf(GraphOutcome outcome) => outcome switch
    {
        GraphOutcome.NotAuthenticated => StatusCodes.Status401Unauthorized,
        GraphOutcome.NotAuthorized => StatusCodes.Status403Forbidden,
        GraphOutcome.TimedOut or GraphOutcome.Unavailable or GraphOutcome.AuthorityUnreachable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private sealed record Answer<T>(T Data);
}

/// <summary>The graph did not answer a page's query.</summary>
/// <param name="status">The status by which the page answers.</param>
/// <param name="retryAfter">When to ask again; null where nobody knows.</param>
internal sealed class PageFailedException(int status, TimeSpan? retryAfter) : Exception($"A query of the page was not answered ({status}).")
{
    public int Status { get; } = status;

    /// <summary>When to ask again; null where nobody knows.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
