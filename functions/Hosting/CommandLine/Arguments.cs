namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>A command line, taken apart: words, and options that each have a value.</summary>
internal sealed class Arguments
{
    private static readonly string[] Known = [.. RunArguments.Options, .. RecordArguments.Options, "--data", "--database", "--storage"];

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
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
            else if (!Known.Contains(argument))
            {
                throw Usage.Wrong($"There is no option {argument}{Suggestion.For(argument, [.. Known, "--help"])}");
            }
            else if (!rest.TryDequeue(out var value) || string.IsNullOrWhiteSpace(value) || Known.Contains(value))
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

    /// <summary>Whether any of some options is given.</summary>
    public bool HasAny(IEnumerable<string> names) => names.Any(_options.ContainsKey);
}
