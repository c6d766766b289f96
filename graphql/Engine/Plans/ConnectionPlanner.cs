using GraphQL;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Plans what a connection selects: its rows in one list or several, its page's information, its count, its totals and groups.
/// </summary>
/// <param name="relation">All that the connection is of, without its columns.</param>
internal sealed class ConnectionPlanner(
    CollectionPlanner collections, ISchema schema, PagingOptions paging, FieldType definition, Relation relation)
{
    private readonly IObjectGraphType _type = (IObjectGraphType)definition.ResolvedType!.GetNamedType();
    private readonly RowPlanner _rows = new(collections, relation.Entity, relation.IsNested);
    private readonly TotalsPlanner _totals = new(relation.Entity, relation.IsNested);
    private readonly List<ListTemplate> _lists = [];
    private readonly List<Step> _groups = [];
    private bool _needsCursor;
    private bool _needsCount;
    private bool _needsRows;

    /// <param name="coordinate">The field in the schema.</param>
    public ConnectionStep Plan(SelectedField field, string coordinate)
    {
        ValueList<ConnectionField> fields = [.. field.Fields.Select(part => Part(part, _type))];
        var cursors = Cursors.Of(relation.Entity, relation.Order);
        var cursor = _needsCursor ? new CursorKeys(cursors, [.. relation.Order.Select(key => _rows.Ordinal(key.Term))]) : null;
        return new ConnectionStep(field.ResponseName, field.Place, relation with { Columns = _rows.Columns })
        {
            Fields = fields,
            Lists = [.. _lists],
            Children = _rows.Children,
            Cursor = cursor,
            ReadsRows = _needsRows,
            ReadsCount = _needsCount,
            Totals = _totals.Objects.Count > 0 ? relation with { Order = [], Columns = _totals.Columns } : null,
            TotalObjects = _totals.Objects,
            Groups = [.. _groups],
            Page = PagePlan.Of(field, definition, coordinate, _type.Name, paging.For(relation.Entity), cursors),
        };
    }

    private ConnectionField Part(SelectedField field, IObjectGraphType type)
    {
        var name = JsonBuffer.Name(field.ResponseName);
        if (field.Name == "__typename")
        {
            return new ConnectionField(name, null, Constant: JsonBuffer.Quoted(type.Name));
        }

        var inner = type.Fields.Find(field.Name)!;
        var part = ((ConnectionPartBinding)FieldBinding.Of(inner)).Part;
        _needsRows |= part is ConnectionPart.Nodes or ConnectionPart.Edges or ConnectionPart.PageInfo;
        _needsCount |= part is ConnectionPart.TotalCount;
        _needsCursor |= part is ConnectionPart.StartCursor or ConnectionPart.EndCursor;
        return part switch
        {
            ConnectionPart.Nodes => new ConnectionField(name, part, Add(field, _rows.Object(field, []))),
            ConnectionPart.Edges => new ConnectionField(name, part, Add(field, ObjectTemplate.Of(field.Fields, EdgePart))),
            ConnectionPart.Aggregate => new ConnectionField(name, part, _totals.Plan(field)),
            ConnectionPart.Groups => new ConnectionField(name, part, AddGroups(field, inner)),
            ConnectionPart.PageInfo when (IObjectGraphType)inner.ResolvedType!.GetNamedType() is var pageInfo =>
                new ConnectionField(name, part, PageInfo: [.. field.Fields.Select(within => Part(within, pageInfo))]),
            _ => new ConnectionField(name, part),
        };
    }

    private int Add(SelectedField field, ObjectTemplate row)
    {
        _lists.Add(new ListTemplate(field.ResponseName, row));
        return _lists.Count - 1;
    }

    private int AddGroups(SelectedField field, FieldType groups)
    {
        _groups.Add(new GroupPlanner(schema, paging, relation, _type.Name).Plan(field, groups));
        return _groups.Count - 1;
    }

    private FieldTemplate EdgePart(SelectedField field)
    {
        switch (field.Name)
        {
            case "__typename":
                return new ConstantTemplate(((IObjectGraphType)_type.Fields.Find("edges")!.ResolvedType!.GetNamedType()).Name);
            case "cursor":
                _needsCursor = true;
                return new CursorTemplate();
            default:
                return new ReferenceTemplate(_rows.Object(field, [field.ResponseName]));
        }
    }
}
