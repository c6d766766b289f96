using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans what is selected of a group.</summary>
internal sealed class GroupParts(EntityDescription entity, GroupColumns columns, GroupKeys keys)
{
    public FieldTemplate Field(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(GroupTypes.Name(entity)),
        "key" => new ReferenceTemplate(keys.Object(field)),
        "cursor" => new CursorTemplate(),
        "count" when columns.Count() is var count => new ValueTemplate(columns.Ordinal(count), count.Form, IsNullable: false),
        "share" => new ReferenceTemplate(ObjectTemplate.Of(field.Fields, Share)),
        PerCapitaTypes.Field => new ReferenceTemplate(ObjectTemplate.Of(field.Fields, PerCapita)),
        _ => SelectedMembers.Aggregates(field, entity, value => columns.Ordinal(columns.Value(value))),
    };

    private FieldTemplate PerCapita(SelectedField field) => field.Name == "__typename"
        ? new ConstantTemplate(PerCapitaTypes.Name(entity))
        : new ReferenceTemplate(SelectedMembers.Object(field, entity, PerCapitaTypes.Sums, SumPerCapita));

    private ValueTemplate SumPerCapita(SelectedField _, Route route, ScalarMember member)
    {
        var value = columns.PerCapita(Column.Of(route, member), keys.Inhabitants());
        return new ValueTemplate(columns.Ordinal(value), value.Form, IsNullable: true);
    }

    private FieldTemplate Share(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(GroupTypes.Share(entity)),
        "count" => Share(columns.Count()),
        _ => new ReferenceTemplate(SelectedMembers.Object(field, entity, GroupTypes.SumShare, (_, route, member) =>
            Share(columns.Value(new Aggregate(AggregateFunction.Sum, Column.Of(route, member)))))),
    };

    private ShareTemplate Share(GroupValue part) => new(columns.Ordinal(part), columns.Ordinal(columns.Whole(part)), part.Form);
}
