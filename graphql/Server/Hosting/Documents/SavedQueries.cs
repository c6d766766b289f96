using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>The saved queries by their names.</summary>
internal sealed class SavedQueries(IReadOnlyList<SavedQuery> all)
{
    public static readonly SavedQueries None = new([]);

    private readonly FrozenDictionary<string, SavedQuery> _byName = all.ToFrozenDictionary(query => query.Name);

    public IReadOnlyList<SavedQuery> All { get; } = all;

    /// <summary>Reads those that come with the server and those of a further folder, if there is one.</summary>
    /// <exception cref="StartException">A folder, a name or a text is wrong.</exception>
    public static SavedQueries Read(string? furtherFolder)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Queries");
        string[] folders = string.IsNullOrWhiteSpace(furtherFolder) ? [shipped] : [shipped, Path.GetFullPath(furtherFolder)];
        var queries = folders.SelectMany(Files).Select(SavedQuery.Read).OrderBy(query => query.Name, StringComparer.Ordinal).ToList();
        var same = queries.GroupBy(query => query.Name).Select(named => named.ToList()).FirstOrDefault(named => named.Count > 1);
        return same is null ? new SavedQueries(queries) : throw new StartException(
            $"The saved query {same[1].File} cannot be served: {same[0].File} has its name. Rename one of them.");
    }

    public bool TryFind(string name, [NotNullWhen(true)] out SavedQuery? query) => _byName.TryGetValue(name, out query);

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"*{SavedQuery.Extension}").Order(StringComparer.Ordinal)
        : throw new StartException(
            $"There is no folder {folder} with saved queries; {PersistedOptions.Section}__{nameof(PersistedOptions.Directory)} names the "
                + "one beside the server's own.");
}
