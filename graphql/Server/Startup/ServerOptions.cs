using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Startup;

/// <summary>What the server is started with.</summary>
/// <param name="Port">The port on the loopback interface; null where the command line names none.</param>
/// <param name="Database">The database.</param>
/// <param name="Demo">How many synthetic demo cooperatives there shall be, 0 for none; null to leave the data as it is.</param>
/// <param name="FirstDemo">How many there shall be in a new database, where <paramref name="Demo"/> says nothing.</param>
public sealed record ServerOptions(int? Port, DatabaseOptions Database, int? Demo, int? FirstDemo = null)
{
    /// <summary>What the command line can be.</summary>
    public const string Usage = """
        Usage: IndhCoops.GraphQL [options]
          --port N               listen on http://localhost:N (default 5000)
          --data DIR             the folder of the SQLite file (default .data)
          --database 'Host=…'    this PostgreSQL database instead of SQLite
          --demo N               so many synthetic demo cooperatives, 0 for none; without it the data stays as it is
          --first-demo N         the same in a new database only
          --help                 print this text
        """;

    private const int MostDemo = 99_999_999;

    private static readonly string[] Known = ["--port", "--data", "--database", "--demo", "--first-demo"];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartException">It is wrong.</exception>
    public static ServerOptions Parse(string[] arguments)
    {
        var line = Arguments.Read(arguments, Known, []);
        return line.Words is [var word, ..]
            ? throw Arguments.Wrong($"There is no option {word}{Suggestion.For(word, Known)}")
            : new ServerOptions(
                line.Number("--port", 1, 65535),
                DatabaseOptions.Choose(line.Option("--database"), line.Option("--data") ?? ".data"),
                line.Number("--demo", 0, MostDemo),
                line.Number("--first-demo", 0, MostDemo));
    }
}
