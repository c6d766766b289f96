using System.Globalization;
using IndhCoops.Domain.Grants;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>What <c>record</c> is asked to write into the ledger.</summary>
internal sealed record RecordArguments(NewMovement Movement) : Command
{
    private static readonly string[] Needed = ["--grant", "--kind", "--amount", "--on"];

    /// <summary>The options that are its own.</summary>
    public static IReadOnlyList<string> Options { get; } = [.. Needed, "--reference", "--document", "--reason"];

    /// <summary>Reads the command.</summary>
    /// <exception cref="StartException">It is not understood, or says less than a movement is.</exception>
    public static new RecordArguments Read(Arguments arguments)
    {
        if (arguments.Words is [_, var more, ..])
        {
            throw Arguments.Wrong($"record takes options only; '{more}' is too much.");
        }

        var missing = Needed.Where(option => arguments.Option(option) is null).ToList();
        return missing.Count > 0
            ? throw Arguments.Wrong($"record needs {string.Join(", ", missing)} as well.")
            : new RecordArguments(new NewMovement(
                ReadGrant(arguments.Option("--grant")!),
                ReadKind(arguments.Option("--kind")!),
                ReadAmount(arguments.Option("--amount")!),
                ReadDay(arguments.Option("--on")!),
                arguments.Option("--reference"),
                arguments.Option("--document"),
                arguments.Option("--reason")));
    }

    private static Guid ReadGrant(string text) => Guid.TryParse(text, out var id)
        ? id
        : throw Arguments.Wrong($"'{text}' is not the id of a grant; the graph lists them: {{ grants {{ nodes {{ id }} }} }}.");

    private static MovementKind ReadKind(string text)
    {
        var kinds = Enum.GetValues<MovementKind>();
        var found = Array.FindIndex(kinds, kind => EnumNames.Of(kind).Equals(text, StringComparison.OrdinalIgnoreCase));
        return found >= 0
            ? kinds[found]
            : throw Arguments.Wrong($"'{text}' is not a kind of movement. There are: {string.Join(", ", kinds.Select(EnumNames.Of))}.");
    }

    private static decimal ReadAmount(string text)
    {
        var reading = ExactDecimal.ReadAmount(text, out var amount);
        return reading == ExactDecimalReading.NotANumber || text.AsSpan().ContainsAny('e', 'E') ? throw Arguments.Wrong(
            $"'{text}' is not an amount; write it as 1234.50.")
            : reading == ExactDecimalReading.Exact ? amount
            : throw new StartException(
                $"{text} MAD is not an amount that the ledger holds: give at most two decimals and twelve digits before them.");
    }

    private static DateOnly ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw Arguments.Wrong($"'{text}' is not a day; write it as 2024-06-15.");
}
