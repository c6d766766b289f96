using System.Globalization;
using IndhCoops.Domain.Persistence;
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

    private static readonly string[] Known = ["--port", "--data", "--database", "--demo", "--first-demo", "--help"];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartException">It is wrong.</exception>
    public static ServerOptions Parse(string[] arguments)
    {
        var (port, data, database) = ((int?)null, ".data", (string?)null);
        var (demo, firstDemo) = ((int?)null, (int?)null);
        var seen = new HashSet<string>();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var option = arguments[i];
            if (!Known.Contains(option))
            {
                throw Wrong($"There is no option {option}{Suggestion.For(option, Known)}");
            }

            if (!seen.Add(option))
            {
                throw Wrong($"{option} is given twice.");
            }

            if (i + 1 == arguments.Length || string.IsNullOrWhiteSpace(arguments[i + 1]) || Known.Contains(arguments[i + 1]))
            {
                throw Wrong($"{option} needs a value.");
            }

            var value = arguments[i + 1];
            switch (option)
            {
                case "--port":
                    port = Number(option, value, 1, 65535);
                    break;
                case "--demo":
                    demo = Number(option, value, 0, MostDemo);
                    break;
                case "--first-demo":
                    firstDemo = Number(option, value, 0, MostDemo);
                    break;
                case "--data":
                    data = value;
                    break;
                default:
                    database = value;
                    break;
            }
        }

        return new ServerOptions(port, DatabaseOptions.Choose(database, data), demo, firstDemo);
    }

    private static int Number(string option, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{option} is '{value}'; it must be a whole number from {least} to {most}."));

    private static StartException Wrong(string problem) => new($"{problem}{Environment.NewLine}{Usage}");
}
