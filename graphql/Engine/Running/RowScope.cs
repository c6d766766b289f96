using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>The row that is being written, by what writes the rows of its store.</summary>
internal sealed class RowScope(CollectionRun run, CompiledStep store, DbDataReader reader)
{
    private int _list;
    private int _row;
    private string? _cursor;

    public DbDataReader Reader => reader;

    /// <summary>What answers put before a path of this server.</summary>
    public string PathBase => run.Inputs.PathBase;

    /// <summary>Writes the row into every list that selects it.</summary>
    public void WriteRow(ParentPage page)
    {
        _cursor = null;
        _row = page.Rows++;
        for (_list = 0; _list < run.Lists.Length; _list++)
        {
            var json = run.Lists[_list];
            if (_row > 0)
            {
                json.WriteRaw((byte)',');
            }

            store.Lists[_list].Write(this, json);
        }

        // Which row is the page's last is known when there is no other: the cursor is made of its keys then.
        if (store.Cursor is { } cursor)
        {
            page.LastKeys = cursor.KeysOf(reader, page.LastKeys == page.FirstKeys ? null : page.LastKeys);
            page.FirstKeys ??= page.LastKeys;
        }
    }

    public string Cursor() => _cursor ??= store.Cursor!.Write(store.Cursor.KeysOf(reader, null));

    /// <summary>Leaves a place for a nested list and makes this row one of its parents.</summary>
    public void AddHole(NestedTemplate list, int position, object key) =>
        (run.Holes[_list] ??= []).Add(new Hole(position, list, run.Children[list.Child].AddParent(key), _row));
}
