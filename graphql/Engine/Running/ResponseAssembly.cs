using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Joins the lists that were read into one response.</summary>
internal sealed class ResponseAssembly(JsonBuffer json)
{
    private readonly List<object> _path = [];

    /// <summary>The errors of fields that came out as null, each with its path.</summary>
    public List<GraphError> Errors { get; } = [];

    /// <summary>Writes the value of a collection field for one parent.</summary>
    public void Write(CollectionRun run, int parent)
    {
        var step = run.Plan.Step;
        _path.Add(step.ResponseName);
        if (run.Error is { } error)
        {
            Refuse(error, step.Place);
        }
        else if (step is RowStep)
        {
            WriteRow(run, run.PageOf(parent));
        }
        else if (step is ConnectionStep)
        {
            WriteFields(run.Plan.Fields, run, parent);
        }
        else
        {
            WriteList(run, 0, run.PageOf(parent));
        }

        _path.RemoveAt(_path.Count - 1);
    }

    /// <summary>
    /// Writes the rows of several collections in the order of the ids that were asked for; false where a field is null that must not be.
    /// </summary>
    public bool WriteNodes(NodesPlan nodes, IReadOnlyList<CollectionRun> runs, IReadOnlyList<object> slots)
    {
        _path.Add(nodes.ResponseName);
        var refusal = nodes.Refusal(slots);
        if (refusal is not null)
        {
            Refuse(refusal, nodes.Place);
        }
        else
        {
            json.WriteRaw((byte)'[');
            var ids = nodes.Ids.Of(slots);
            for (var i = 0; i < ids.Count; i++)
            {
                json.Separate();
                WriteNode(nodes, runs, ids[i], i);
            }

            json.WriteRaw((byte)']');
        }

        _path.RemoveAt(_path.Count - 1);
        return refusal is null;
    }

    private void WriteNode(NodesPlan nodes, IReadOnlyList<CollectionRun> runs, string id, int index)
    {
        var (name, entity, key) = nodes.NodeOf(id)!.Value;
        if (entity is null)
        {
            Refuse(NodeIdErrors.Unknown(name), nodes.Place);
            return;
        }

        var run = runs[nodes.Steps[entity]];
        _path.Add(index);
        if (run.Error is { } error)
        {
            Refuse(error, nodes.Place);
        }
        else
        {
            WriteRow(run, run.PageOf(run.AddParent(key!)));
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void Refuse(GraphError error, GraphErrorLocation place)
    {
        Errors.Add(error with { Path = [.. _path], Locations = [place] });
        json.WriteNull();
    }

    private void WriteRow(CollectionRun run, ParentPage page)
    {
        if (page.Rows == 0)
        {
            json.WriteNull();
        }
        else
        {
            WriteRows(run, 0, page, isList: false);
        }
    }

    // The fields of a connection, or of its page's information.
    private void WriteFields(IReadOnlyList<ConnectionField> fields, CollectionRun run, int parent)
    {
        var page = run.PageOf(parent);
        json.WriteRaw((byte)'{');
        foreach (var field in fields)
        {
            json.WriteName(field.Name);
            switch (field.Part)
            {
                case ConnectionPart.Nodes or ConnectionPart.Edges:
                    _path.Add(run.Plan.Step.Lists[field.List].ResponseName);
                    WriteList(run, field.List, page);
                    _path.RemoveAt(_path.Count - 1);
                    break;
                case ConnectionPart.Aggregate:
                    json.WriteRaw(run.Totals[field.List].Written[page.Totals[field.List]]);
                    break;
                case ConnectionPart.Groups:
                    Write(run.Groups[field.List], parent);
                    break;
                case ConnectionPart.TotalCount:
                    json.WriteNumber(page.TotalCount);
                    break;
                case ConnectionPart.PageInfo:
                    WriteFields(field.PageInfo!, run, parent);
                    break;
                case ConnectionPart.HasNextPage:
                    json.WriteBoolean(page.HasNextPage);
                    break;
                case ConnectionPart.HasPreviousPage:
                    json.WriteBoolean(page.HasPreviousPage);
                    break;
                case ConnectionPart.StartCursor:
                    WriteCursor(run.Plan.Cursor!, page.FirstKeys);
                    break;
                case ConnectionPart.EndCursor:
                    WriteCursor(run.Plan.Cursor!, page.LastKeys);
                    break;
                default:
                    json.WriteRaw(field.Constant);
                    break;
            }
        }

        json.WriteRaw((byte)'}');
    }

    private void WriteCursor(CursorMaker cursor, object?[]? keys)
    {
        if (keys is null)
        {
            json.WriteNull();
        }
        else
        {
            json.WriteString(cursor.Write(keys));
        }
    }

    private void WriteList(CollectionRun run, int list, ParentPage page)
    {
        json.WriteRaw((byte)'[');
        WriteRows(run, list, page, isList: true);
        json.WriteRaw((byte)']');
    }

    private void WriteRows(CollectionRun run, int list, ParentPage page, bool isList)
    {
        var rows = run.Lists[list].Written;
        var holes = run.Holes[list];
        var (position, end, first) = page.Parts[list];
        for (var i = first; i < holes?.Count && holes[i].Position < end; i++)
        {
            var hole = holes[i];
            json.WriteRaw(rows[position..hole.Position]);
            position = hole.Position + 1;

            var depth = _path.Count;
            if (isList)
            {
                _path.Add(hole.Row);
            }

            _path.AddRange(hole.List.Path);
            Write(run.Children[hole.List.Child], hole.Parent);
            _path.RemoveRange(depth, _path.Count - depth);
        }

        json.WriteRaw(rows[position..end]);
    }
}
