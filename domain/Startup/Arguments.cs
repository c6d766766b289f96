using System.Globalization;

namespace IndhCoops.Domain.Startup;

/// <summary>
/// A command line, taken apart: words, and options, most of which have a value. Why it is our own stands in
/// <c>docs/explanation/house.md</c>.
/// </summary>
public sealed class Arguments
{
    /// <summary>Follows each sentence about a wrong command line.</summary>
    public const string Hint = "--help lists the options.";

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    private Arguments()
    {
    }

    /// <summary>What is not an option, in order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Whether a command line asks what it can be, wherever it says so: <c>run --help</c> too.</summary>
    public static bool AskForHelp(IReadOnlyCollection<string> arguments) =>
        arguments.FirstOrDefault() == "help" || arguments.Any(argument => argument is "--help" or "-h");

    /// <summary>Takes a command line apart.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="options">The options that have a value.</param>
    /// <param name="flags">The options that have none.</param>
    /// <exception cref="StartException">An option is unknown, given twice or without its value.</exception>
    public static Arguments Read(string[] arguments, IReadOnlyCollection<string> options, IReadOnlyCollection<string> flags)
    {
        var read = new Arguments();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            // --port=5001 is --port 5001.
            var (name, given) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, null);
            if (!argument.StartsWith('-'))
            {
                read._words.Add(argument);
            }
            else if (flags.Contains(argument))
            {
                read._flags.Add(argument);
            }
            else if (!options.Contains(name))
            {
                throw Wrong($"There is no option {argument}{Suggestion.For(name, [.. options, .. flags, "--help"])}");
            }
            else if ((given ?? (rest.TryDequeue(out var next) ? next : null)) is not { } value
                || string.IsNullOrWhiteSpace(value)
                || options.Contains(value)
                || flags.Contains(value))
            {
                throw Wrong($"{name} needs a value.");
            }
            else if (!read._options.TryAdd(name, value))
            {
                throw Wrong($"{name} is given twice.");
            }
        }

        return read;
    }

    /// <summary>The value of an option; null where it is not given.</summary>
    public string? Option(string name) => _options.GetValueOrDefault(name);

    /// <summary>The whole number that an option is; null where it is not given.</summary>
    /// <exception cref="StartException">It is none, or out of bounds.</exception>
    public int? Number(string name, int least, int most)
    {
        if (Option(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(
                string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; it must be a whole number from {least} to {most}."));
    }

    /// <summary>Whether an option without a value is given.</summary>
    public bool HasFlag(string name) => _flags.Contains(name);

    /// <summary>Whether any of some options is given.</summary>
    public bool HasAny(IEnumerable<string> names) => names.Any(name => _options.ContainsKey(name) || _flags.Contains(name));

    /// <summary>Says what is wrong with a command line. All that it can be would push the sentence off the screen.</summary>
    public static StartException Wrong(string problem) => new($"{problem}{Environment.NewLine}{Hint}");
}
