using System.Globalization;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks;

/// <summary>What is measured, and how long.</summary>
/// <param name="Databases">The databases, one after the other.</param>
/// <param name="Cooperatives">How many synthetic cooperatives they hold.</param>
/// <param name="Connections">How many clients ask at once, one number after the other.</param>
/// <param name="Seconds">How long each round lasts.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<DatabaseKind> Databases, int Cooperatives, IReadOnlyList<int> Connections, int Seconds)
{
    private const string Usage = "For reports and balances begin with 'reports', for tables with 'tables'. Options: --database sqlite|postgres|both, --cooperatives N, --connections N[,N…], --seconds N.";

    /// <summary>Reads the command line; null, with the reason on the error stream, where it is wrong.</summary>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        var options = new BenchmarkOptions([DatabaseKind.Sqlite, DatabaseKind.PostgreSql], 60_000, [8], 5);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            var read = (arguments[i], value) switch
            {
                ("--database", "sqlite") => options with { Databases = [DatabaseKind.Sqlite] },
                ("--database", "postgres") => options with { Databases = [DatabaseKind.PostgreSql] },
                ("--database", "both") => options,
                ("--cooperatives", _) when Number(value) is { } number => options with { Cooperatives = number },
                ("--connections", _) when Numbers(value) is { } numbers => options with { Connections = numbers },
                ("--seconds", _) when Number(value) is { } number => options with { Seconds = number },
                _ => null,
            };
            if (read is null)
            {
                Console.Error.WriteLine($"'{arguments[i]} {value}' is not understood. {Usage}");
                return null;
            }

            options = read;
        }

        return options;
    }

    private static List<int>? Numbers(string text)
    {
        var numbers = text.Split(',').Select(Number).OfType<int>().ToList();
        return numbers.Count == text.Split(',').Length ? numbers : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
