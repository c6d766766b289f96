using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Startup;

namespace IndhCoops.Domain.Intake.Values;

/// <summary>Finds what a name or code stands for, however it is written, and offers the nearest where it stands for nothing.</summary>
/// <typeparam name="T">What the names stand for.</typeparam>
internal sealed class OfficeNames<T>
    where T : notnull
{
    private const int Offered = 3;

    private readonly Dictionary<string, List<T>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<T, string> _names = [];
    private readonly List<string[]> _spellings = [];

    public static OfficeNames<T> Of(params (T Value, string[] Names)[] all)
    {
        var names = new OfficeNames<T>();
        foreach (var (value, spellings) in all)
        {
            names._spellings.Add(spellings);
            foreach (var spelling in spellings)
            {
                names.Add(value, spelling);
            }
        }

        return names;
    }

    /// <summary>Adds a name; the first of a value is the one that is offered.</summary>
    public void Add(T value, string name)
    {
        var key = FoldedWords.Of(name);
        if (key.Length == 0)
        {
            return;
        }

        _names.TryAdd(value, name);
        _shown.TryAdd(key, name);
        if (!_byKey.TryGetValue(key, out var values))
        {
            _byKey.Add(key, values = []);
        }

        if (!values.Contains(value))
        {
            values.Add(value);
        }
    }

    /// <summary>What a text stands for: nothing, one, or several.</summary>
    public IReadOnlyList<T> Find(string text) => _byKey.TryGetValue(FoldedWords.Of(text), out var values) ? values : [];

    /// <summary>All names that are offered.</summary>
    public IEnumerable<string> Shown => _names.Values;

    /// <summary>The spellings of each value, as they were given.</summary>
    public IReadOnlyList<string[]> Spellings => _spellings;

    public string Name(T value) => _names[value];

    /// <summary>
    /// The names that are nearest to a text, most of all those of which it is a part: "Agadir" is near "Agadir-Ida-Ou-Tanane".
    /// </summary>
    public string Nearest(string text)
    {
        var key = FoldedWords.Of(text);
        if (key.Length is 0 or > 100)
        {
            return "—";
        }

        var found = _shown.Keys.Where(
            known => known.StartsWith(key + " ", StringComparison.Ordinal) || known.Contains(" " + key, StringComparison.Ordinal))
            .Take(Offered)
            .ToList();
        var left = _shown.Keys.Except(found).ToList();
        while (found.Count < Offered && Suggestion.Find(key, left) is { } near)
        {
            found.Add(near);
            left.Remove(near);
        }

        var offered = found.SelectMany(near => _byKey[near]).Distinct().Take(Offered).Select(value => _names[value]).ToList();
        return offered.Count > 0 ? string.Join(", ", offered) : _names.Count is > 0 and <= 12 ? string.Join(", ", _names.Values) : "—";
    }
}
