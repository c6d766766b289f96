using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;

namespace IndhCoops.Benchmarks.Lineup;

/// <summary>A server that does the work.</summary>
/// <param name="Role">Who it is.</param>
/// <param name="Server">Its process.</param>
/// <param name="Request">The bytes that ask it a question of a piece of work; null where it does not do that work.</param>
internal sealed record Contender(Role Role, ServerProcess Server, Func<Work, Question, byte[]?> Request)
{
    private const string FreshQuery = $"query {RequestCircle.NameNeverSeen} ";

    /// <summary>The graph, asked as its clients ask.</summary>
    public static Contender Graph(ServerProcess server) =>
        new(Role.Graph, server, (work, question) => work.Form == AnswerForm.Schema ? null : AskGraph(work, question));

    /// <summary>The graph, asked with documents that it never saw.</summary>
    public static Contender ColdPlan(ServerProcess server) =>
        new(
            Role.ColdPlan,
            server,
            (work, question) =>
                work.IsPage
                    ? HttpBytes.Ask("/graphql", work.Query.Replace("query ", FreshQuery, StringComparison.Ordinal), question)
                    : null);

    /// <summary>The graph that keeps its answers; files are not kept.</summary>
    public static Contender Kept(ServerProcess server) =>
        new(Role.Kept, server, (work, question) => work.Form == AnswerForm.Table ? null : AskGraph(work, question));

    /// <summary>The endpoints written by hand.</summary>
    public static Contender Handwritten(ServerProcess server) =>
        new(Role.Handwritten, server, (work, question) => work.Form == AnswerForm.Schema ? null : HttpBytes.Get(PathOf(work, question)));

    /// <summary>What <see cref="PutAnswers"/> put there.</summary>
    public static Contender ReadyMade(ServerProcess server) =>
        new(
            Role.ReadyMade,
            server,
            (work, question) => work.Form == AnswerForm.Table ? null : HttpBytes.Get($"/ready{PathOf(work, question)}"));

    /// <summary>Whether it does a piece of work.</summary>
    public bool Does(Work work) => Request(work, work.Asked[0]) is not null;

    /// <summary>The requests that make up a piece of work, one for each question.</summary>
    public IReadOnlyList<byte[]> Requests(Work work) => [.. work.Asked.Select(question => Request(work, question)!)];

    /// <summary>Puts the answers of another where the ready-made ones are asked for.</summary>
    public void PutAnswers(Work work, Contender other)
    {
        using var asked = new KeepAliveConnection(other.Server.Port);
        using var filled = new KeepAliveConnection(Server.Port);
        foreach (var question in work.Asked)
        {
            filled.Exchange(HttpBytes.Put($"/ready{PathOf(work, question)}", asked.Exchange(other.Request(work, question))));
        }
    }

    private static byte[] AskGraph(Work work, Question question) => work.Form switch
    {
        AnswerForm.Schema => HttpBytes.Get("/graphql?sdl"),
        AnswerForm.Table => HttpBytes.Ask("/graphql/table.csv", work.Query, question),
        _ => HttpBytes.Ask("/graphql", work.Query, question),
    };

    private static string PathOf(Work work, Question question) => $"/{work.Name}?region={question.Region}&since={question.Since}";
}
