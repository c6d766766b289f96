using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans what is selected of a group.</summary>
internal sealed class GroupParts(EntityDescription entity, GroupColumns columns, GroupKeys keys)
{
    public FieldTemplate Field(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(field.ResponseName, GroupTypes.Name(entity)),
        "key" => new ReferenceTemplate(field.ResponseName, keys.Object(field), null),
        "cursor" => new CursorTemplate(field.ResponseName),
        "count" when columns.Count() is var count => new ValueTemplate(
            field.ResponseName, columns.Ordinal(count), count.Form, IsNullable: false),
        "share" => new ReferenceTemplate(field.ResponseName, ObjectTemplate.Of(field.Fields, Share), null),
        PerCapitaTypes.Field => new ReferenceTemplate(field.ResponseName, ObjectTemplate.Of(field.Fields, PerCapita), null),
        _ => SelectedMembers.Aggregates(field, entity, value => columns.Ordinal(columns.Value(value))),
    };

    private FieldTemplate PerCapita(SelectedField field) => field.Name == "__typename"
        ? new ConstantTemplate(field.ResponseName, PerCapitaTypes.Name(entity))
        : new ReferenceTemplate(
            field.ResponseName, SelectedMembers.Object(field, entity, PerCapitaTypes.Sums, SumPerCapita), null);

    private ValueTemplate SumPerCapita(SelectedField field, Route route, ScalarMember member)
    {
        var value = columns.PerCapita(Column.Of(route, member), keys.Inhabitants());
        return new ValueTemplate(field.ResponseName, columns.Ordinal(value), value.Form, IsNullable: true);
    }

    private FieldTemplate Share(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(field.ResponseName, GroupTypes.Share(entity)),
        "count" => Share(field, columns.Count()),
        _ => new ReferenceTemplate(field.ResponseName, SelectedMembers.Object(field, entity, GroupTypes.SumShare, SumShare), null),
    };

    private ShareTemplate SumShare(SelectedField field, Route route, ScalarMember member) =>
        Share(field, columns.Value(new Aggregate(AggregateFunction.Sum, Column.Of(route, member))));

    private ShareTemplate Share(SelectedField field, GroupValue part) =>
        new(field.ResponseName, columns.Ordinal(part), columns.Ordinal(columns.Whole(part)), part.Form);
}
