namespace IndhCoops.Domain.Intake.Comparing;

/// <summary>Finds what a reference stands for: a province gives each once, and several provinces may give the same.</summary>
internal sealed class Referenced<T>(Func<T, Guid> id, Func<T, string> province)
    where T : class
{
    private readonly Dictionary<string, List<T>> _rows = new(StringComparer.Ordinal);

    /// <summary>Adds a row; one that is there already is replaced.</summary>
    public void Add(string reference, T row)
    {
        if (!_rows.TryGetValue(reference, out var rows))
        {
            _rows.Add(reference, rows = new List<T>(1));
        }

        rows.RemoveAll(other => id(other) == id(row));
        rows.Add(row);
    }

    public void Remove(string reference, T row) => _rows.GetValueOrDefault(reference)?.RemoveAll(other => id(other) == id(row));

    public IReadOnlyList<T> Find(string reference, string? ofProvince)
    {
        if (!_rows.TryGetValue(reference, out var rows))
        {
            return [];
        }

        return ofProvince is null ? rows : rows.FindAll(row => province(row) == ofProvince);
    }

    public IEnumerable<string> References => _rows.Keys;
}
