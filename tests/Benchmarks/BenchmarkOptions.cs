using System.Globalization;
using IndhCoops.Benchmarks.Load;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks;

/// <summary>What is measured, and how long.</summary>
internal sealed record BenchmarkOptions
{
    private const string Usage = """
        A verb or none, then options:
          (none)    how fast pages, counts, groups, tables and the schema are answered, beside hand-written endpoints
          sizes     the flat page of a ledger beside one of ten times as many cooperatives
          start     from the start of the process to the first right answer, on existing data
          dashboard saved queries, one by one and as the dashboard asks them
          writes    how many answers stay true while somebody writes once a second
          tables    exports of the whole ledger
          reports   balances and monthly reports
          import    a workbook of 100,000 rows, beside COPY of them into bare tables
        Options: --database sqlite|postgres|both, --cooperatives N, --connections N[,N…], --seconds N, --rounds N, --work NAME[,NAME…],
          --peers (plain GraphQL.NET, PostGraphile from npm), --markdown FILE (the tables go there instead of to standard output).
        """;

    /// <summary>The databases, one after the other.</summary>
    public IReadOnlyList<DatabaseKind> Databases { get; private init; } = [DatabaseKind.PostgreSql, DatabaseKind.Sqlite];

    /// <summary>How many synthetic cooperatives they hold.</summary>
    public int Cooperatives { get; private init; } = 60_000;

    /// <summary>How many clients ask at once, one number after the other.</summary>
    public IReadOnlyList<int> Connections { get; private init; } = [8];

    /// <summary>How long each round lasts.</summary>
    public int Seconds { get; private init; } = 5;

    /// <summary>How many rounds count.</summary>
    public int Rounds { get; private init; } = 5;

    /// <summary>The work that is done.</summary>
    public IReadOnlyList<Work> Works { get; private init; } = Work.All;

    /// <summary>Whether others are measured too.</summary>
    public bool Peers { get; private init; }

    /// <summary>The file for the tables; null for standard output.</summary>
    public string? Markdown { get; private init; }

    /// <summary>How contenders take turns.</summary>
    public Turns Turns => new(Rounds, TimeSpan.FromSeconds(Seconds));

    /// <summary>What a reader must know of the figures.</summary>
    public string Heading => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cooperatives:N0} cooperatives, median of {Rounds} rounds of {Seconds} s, {Environment.ProcessorCount} "
            + $"cores shared by servers, database and clients");

    /// <summary>Reads the command line; null, with the reason on the error stream, where it is wrong.</summary>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--peers")
            {
                options = options with { Peers = true };
                continue;
            }

            var (name, value) = (arguments[i], ++i < arguments.Length ? arguments[i] : "");
            if (options.With(name, value) is not { } read)
            {
                Console.Error.WriteLine(name == "--help" ? Usage : $"'{name} {value}' is not understood. {Usage}");
                return null;
            }

            options = read;
        }

        return options;
    }

    private BenchmarkOptions? With(string name, string value) => (name, value) switch
    {
        ("--database", "sqlite") => this with { Databases = [DatabaseKind.Sqlite] },
        ("--database", "postgres") => this with { Databases = [DatabaseKind.PostgreSql] },
        ("--database", "both") => this,
        ("--cooperatives", _) when Number(value) is { } number => this with { Cooperatives = number },
        ("--connections", _) when All(value, Number) is { } numbers => this with { Connections = numbers },
        ("--seconds", _) when Number(value) is { } number => this with { Seconds = number },
        ("--rounds", _) when Number(value) is { } number => this with { Rounds = number },
        ("--work", _) when All(value, NamedWork) is { } works => this with { Works = [.. works.Select(index => Work.All[index])] },
        ("--markdown", { Length: > 0 }) => this with { Markdown = value },
        _ => null,
    };

    private static List<int>? All(string text, Func<string, int?> read)
    {
        var values = text.Split(',').Select(read).OfType<int>().ToList();
        return values.Count == text.Split(',').Length ? values : null;
    }

    private static int? NamedWork(string name) =>
        Work.All.ToList().FindIndex(work => work.Name == name) is var index and >= 0 ? index : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
