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
        _path.Add(run.Plan.Step.ResponseName);
        if (run.Error is { } error)
        {
            Errors.Add(error with { Path = [.. _path], Locations = [run.Plan.Step.Place] });
            json.WriteNull();
        }
        else if (run.Plan.Step is RowStep)
        {
            WriteRow(run, run.PageOf(parent));
        }
        else if (run.Plan.Step is ListStep or GroupsStep or SearchStep)
        {
            json.WriteRaw((byte)'[');
            WriteRows(run, 0, run.PageOf(parent), isList: true);
            json.WriteRaw((byte)']');
        }
        else
        {
            WriteConnection(run, parent);
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
            Refuse(refusal, nodes);
        }
        else
        {
            json.WriteRaw((byte)'[');
            var ids = nodes.Ids.Of(slots);
            for (var i = 0; i < ids.Count; i++)
            {
                if (i > 0)
                {
                    json.WriteRaw((byte)',');
                }

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
            Refuse(NodeIdErrors.Unknown(name), nodes);
            return;
        }

        var run = runs[nodes.Steps[entity]];
        _path.Add(index);
        if (run.Error is { } error)
        {
            Refuse(error, nodes);
        }
        else
        {
            WriteRow(run, run.PageOf(run.AddParent(key!)));
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void Refuse(GraphError error, NodesPlan nodes)
    {
        Errors.Add(error with { Path = [.. _path], Locations = [nodes.Place] });
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

    private void WriteConnection(CollectionRun run, int parent)
    {
        var page = run.PageOf(parent);
        var separator = (byte)'{';
        foreach (var field in run.Plan.Fields)
        {
            json.WriteName(ref separator, field.Name);
            switch (field.Part)
            {
                case ConnectionPart.Nodes or ConnectionPart.Edges:
                    _path.Add(run.Plan.Step.Lists[field.List].ResponseName);
                    json.WriteRaw((byte)'[');
                    WriteRows(run, field.List, page, isList: true);
                    json.WriteRaw((byte)']');
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
                    WritePageInfo(run.Plan.Cursor, field.PageInfo!, page);
                    break;
                default:
                    json.WriteRaw(field.Constant);
                    break;
            }
        }

        json.EndObject(separator);
    }

    private void WritePageInfo(CursorMaker? cursor, IReadOnlyList<ConnectionField> fields, ParentPage page)
    {
        var separator = (byte)'{';
        foreach (var field in fields)
        {
            json.WriteName(ref separator, field.Name);
            switch (field.Part)
            {
                case ConnectionPart.HasNextPage:
                    json.WriteBoolean(page.HasNextPage);
                    break;
                case ConnectionPart.HasPreviousPage:
                    json.WriteBoolean(page.HasPreviousPage);
                    break;
                case ConnectionPart.StartCursor:
                    WriteCursor(cursor!, page.FirstKeys);
                    break;
                case ConnectionPart.EndCursor:
                    WriteCursor(cursor!, page.LastKeys);
                    break;
                default:
                    json.WriteRaw(field.Constant);
                    break;
            }
        }

        json.EndObject(separator);
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

    private void WriteRows(CollectionRun run, int list, ParentPage page, bool isList)
    {
        var rows = run.Lists[list].Written;
        var holes = run.Holes[list];
        var position = page.Starts[list];
        for (var i = page.FirstHoles[list]; i < holes?.Count && holes[i].Position < page.Ends[list]; i++)
        {
            var hole = holes[i];
            json.WriteRaw(rows[position..hole.Position]);
            position = hole.Position + 1;

            var depth = _path.Count;
            if (isList)
            {
                _path.Add(hole.Row);
            }

            _path.AddRange(hole.Field.Path);
            Write(run.Children[hole.Field.Child], hole.Parent);
            _path.RemoveRange(depth, _path.Count - depth);
        }

        json.WriteRaw(rows[position..page.Ends[list]]);
    }
}
