using System.Collections.Concurrent;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>The statements that read a collection: one text for each kind of page, written when it is first asked for.</summary>
internal sealed class PageStatements(Func<PageKind, SqlStatement> write)
{
    // Of cursors that clients make up there are more kinds than anybody asks for twice: for each key one with null and one without.
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<PageKind, SqlStatement> _statements = [];

    public SqlStatement For(PageKind page) =>
        _statements.TryGetValue(page, out var statement) ? statement
        : _statements.Count < MaxKept ? _statements.GetOrAdd(page, write)
        : write(page);
}
