using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Plans what a connection selects: its rows in one list or several, its page's information, its count, its totals and groups.
/// </summary>
internal sealed class ConnectionParts(
    RowPlanner rows, TotalsPlanner totals, GroupPlanner groups, IObjectGraphType connectionType, IObjectGraphType edgeType)
{
    private readonly List<ListTemplate> _lists = [];
    private readonly List<Step> _groups = [];

    public ValueList<ListTemplate> Lists => [.. _lists];

    public ValueList<Step> Groups => [.. _groups];

    public bool NeedsCursor { get; private set; }

    public bool NeedsCount { get; private set; }

    public bool NeedsRows { get; private set; }

    public ValueList<ConnectionField> Plan(SelectedField selected) =>
        [.. selected.Fields.Select(field => Field(field, connectionType))];

    private ConnectionField Field(SelectedField field, IObjectGraphType type)
    {
        var name = JsonBuffer.Name(field.ResponseName);
        if (field.Name == "__typename")
        {
            return new ConnectionField(name, null, Constant: JsonBuffer.Quoted(type.Name));
        }

        var part = ((ConnectionPartBinding)FieldBinding.Of(type.Fields.Find(field.Name)!)).Part;
        switch (part)
        {
            case ConnectionPart.Nodes:
                NeedsRows = true;
                _lists.Add(new ListTemplate(field.ResponseName, rows.Object(field, [])));
                return new ConnectionField(name, part, _lists.Count - 1);
            case ConnectionPart.Edges:
                NeedsRows = true;
                _lists.Add(new ListTemplate(field.ResponseName, ObjectTemplate.Of(field.Fields, EdgePart)));
                return new ConnectionField(name, part, _lists.Count - 1);
            case ConnectionPart.Aggregate:
                return new ConnectionField(name, part, totals.Plan(field));
            case ConnectionPart.Groups:
                _groups.Add(groups.Plan(field, type.Fields.Find(field.Name)!));
                return new ConnectionField(name, part, _groups.Count - 1);
            case ConnectionPart.TotalCount:
                NeedsCount = true;
                return new ConnectionField(name, part);
            case ConnectionPart.PageInfo:
                NeedsRows = true;
                var pageInfo = (IObjectGraphType)((NonNullGraphType)connectionType.Fields.Find(field.Name)!.ResolvedType!).ResolvedType!;
                return new ConnectionField(name, part, PageInfo: [.. field.Fields.Select(inner => Field(inner, pageInfo))]);
            default:
                NeedsCursor |= part is ConnectionPart.StartCursor or ConnectionPart.EndCursor;
                return new ConnectionField(name, part);
        }
    }

    private FieldTemplate EdgePart(SelectedField field)
    {
        NeedsCursor |= field.Name == "cursor";
        return field.Name switch
        {
            "__typename" => new ConstantTemplate(field.ResponseName, edgeType.Name),
            "cursor" => new CursorTemplate(field.ResponseName),
            _ => new ReferenceTemplate(field.ResponseName, rows.Object(field, [field.ResponseName]), null),
        };
    }
}
