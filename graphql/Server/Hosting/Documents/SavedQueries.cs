using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>The saved queries by their names.</summary>
internal sealed class SavedQueries(IReadOnlyList<SavedQuery> all)
{
    /// <summary>The folder of those that come with the server, beside the program.</summary>
    public const string ShippedFolder = "Queries";

    public static readonly SavedQueries None = new([]);

    private readonly FrozenDictionary<string, SavedQuery> _byName = all.ToFrozenDictionary(query => query.Name);

    public IReadOnlyList<SavedQuery> All { get; } = all;

    /// <summary>Reads those that come with the server and those of a further folder, if there is one.</summary>
    /// <exception cref="StartException">A folder, a name or a text is wrong.</exception>
    public static SavedQueries Read(string? furtherFolder)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, ShippedFolder);
        return Read(string.IsNullOrWhiteSpace(furtherFolder) ? [shipped] : [shipped, Path.GetFullPath(furtherFolder)]);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out SavedQuery? query) => _byName.TryGetValue(name, out query);

    private static SavedQueries Read(IEnumerable<string> folders)
    {
        var queries = new SortedDictionary<string, SavedQuery>(StringComparer.Ordinal);
        foreach (var query in folders.SelectMany(Files).Select(SavedQuery.Read))
        {
            if (!queries.TryAdd(query.Name, query))
            {
                throw new StartException(
                    $"The saved query {query.File} cannot be served: {queries[query.Name].File} has its name. Rename one of them.");
            }
        }

        return new SavedQueries([.. queries.Values]);
    }

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"*{SavedQuery.Extension}").Order(StringComparer.Ordinal)
        : throw new StartException(
            $"There is no folder {folder} with saved queries; {PersistedOptions.Section}:{nameof(PersistedOptions.Directory)} names the "
                + "one beside the server's own.");
}
