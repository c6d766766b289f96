using System.Collections.Concurrent;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>The statements that read a collection: one text for each kind of page, written when it is first asked for.</summary>
/// <param name="writesLimits">Whether texts say how many rows they read.</param>
internal sealed class PageStatements(Func<PageKind, SqlStatement> write, bool writesLimits = false)
{
    // Of cursors that clients make up there are more kinds than anybody asks for twice: for each key one with null and one without.
    private const int MaxKept = 64;

    // Clients ask for pages of a few sizes. Whoever asks for many gets a parameter.
    private const int MaxKeptWithLimit = 16;

    private readonly ConcurrentDictionary<PageKind, SqlStatement> _statements = [];

    /// <summary>For a page from the beginning, of any size.</summary>
    public SqlStatement Beginning => Of(default);

    public SqlStatement For(PageRequest page)
    {
        var kind = page.Kind;
        if (!writesLimits)
        {
            return Of(kind);
        }

        var withLimit = kind with { Limit = page.Limit };
        return _statements.TryGetValue(withLimit, out var statement) ? statement
            : _statements.Count < MaxKeptWithLimit ? _statements.GetOrAdd(withLimit, write)
            : Of(kind);
    }

    private SqlStatement Of(PageKind page) =>
        _statements.TryGetValue(page, out var statement) ? statement
        : _statements.Count < MaxKept ? _statements.GetOrAdd(page, write)
        : write(page);
}
