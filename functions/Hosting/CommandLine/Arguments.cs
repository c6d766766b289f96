namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>A command line, taken apart: words, and options, most of which have a value.</summary>
internal sealed class Arguments
{
    private static readonly string[] Known = [.. RunArguments.Options, .. RecordArguments.Options, .. ImportArguments.Options, "--data", "--database", "--storage"];

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    private Arguments()
    {
    }

    /// <summary>What is not an option, in order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="StartException">An option is unknown, given twice or without its value.</exception>
    public static Arguments Read(string[] arguments)
    {
        var read = new Arguments();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            if (!argument.StartsWith('-'))
            {
                read._words.Add(argument);
            }
            else if (ImportArguments.Flags.Contains(argument))
            {
                read._flags.Add(argument);
            }
            else if (!Known.Contains(argument))
            {
                throw Usage.Wrong($"There is no option {argument}{Suggestion.For(argument, [.. Known, .. ImportArguments.Flags, "--help"])}");
            }
            else if (!rest.TryDequeue(out var value) || string.IsNullOrWhiteSpace(value) || Known.Contains(value) || ImportArguments.Flags.Contains(value))
            {
                throw Usage.Wrong($"{argument} needs a value.");
            }
            else if (!read._options.TryAdd(argument, value))
            {
                throw Usage.Wrong($"{argument} is given twice.");
            }
        }

        return read;
    }

    /// <summary>The value of an option; null where it is not given.</summary>
    public string? Option(string name) => _options.GetValueOrDefault(name);

    /// <summary>Whether an option without a value is given.</summary>
    public bool HasFlag(string name) => _flags.Contains(name);

    /// <summary>Whether any of some options is given.</summary>
    public bool HasAny(IEnumerable<string> names) => names.Any(name => _options.ContainsKey(name) || _flags.Contains(name));
}
