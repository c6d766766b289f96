using System.Collections.Concurrent;
using IndhCoops.GraphQL.Execution.Sql;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>The statements that read a collection: one text for each kind of page, written when it is first asked for.</summary>
internal sealed class PageStatements(Func<PageKind, SqlStatement> write)
{
    private readonly ConcurrentDictionary<PageKind, SqlStatement> _statements = [];

    public SqlStatement For(PageKind page) => _statements.GetOrAdd(page, write);
}
