using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

internal sealed class GroupParts(EntityDescription entity, GroupColumns columns, GroupKeys keys)
{
    private readonly AggregateFields _fields = new(value => columns.Ordinal(columns.Value(value)));

    public FieldTemplate Field(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(field.ResponseName, GroupTypes.Name(entity)),
        "key" => new ReferenceTemplate(field.ResponseName, keys.Object(field), null),
        "cursor" => new CursorTemplate(field.ResponseName),
        "count" when columns.Count() is var count => new ValueTemplate(
            field.ResponseName, columns.Ordinal(count), count.Form, IsNullable: false),
        "share" => new ReferenceTemplate(
            field.ResponseName, new ObjectTemplate([.. field.Fields.Select(share => Share(share) with { FieldName = share.Name })]), null),
        PerCapitaTypes.Field => new ReferenceTemplate(
            field.ResponseName, new ObjectTemplate([.. field.Fields.Select(part => PerCapita(part) with { FieldName = part.Name })]), null),
        var name => new ReferenceTemplate(field.ResponseName, _fields.Results(field, AggregateFunction.Find(name), entity), null),
    };

    private FieldTemplate PerCapita(SelectedField field) => field.Name == "__typename"
        ? new ConstantTemplate(field.ResponseName, PerCapitaTypes.Name(entity))
        : new ReferenceTemplate(field.ResponseName, SumsPerCapita(field, entity, Route.Row), null);

    private ObjectTemplate SumsPerCapita(SelectedField selected, EntityDescription type, Route route) =>
        new([.. selected.Fields.Select(field => SumPerCapita(field, type, route) with { FieldName = field.Name })]);

    private FieldTemplate SumPerCapita(SelectedField field, EntityDescription type, Route route) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar when columns.PerCapita(Column.Of(route, scalar), keys.Inhabitants()) is var value =>
                new ValueTemplate(field.ResponseName, columns.Ordinal(value), value.Form, IsNullable: true),
            ObjectMember part => new ReferenceTemplate(field.ResponseName, SumsPerCapita(field, part.Target, route.To(part)), null),
            _ => new ConstantTemplate(field.ResponseName, PerCapitaTypes.Sums(type)),
        };

    private FieldTemplate Share(SelectedField field) => field.Name switch
    {
        "__typename" => new ConstantTemplate(field.ResponseName, GroupTypes.Share(entity)),
        "count" => Share(field, columns.Count()),
        _ => new ReferenceTemplate(field.ResponseName, SumShares(field, entity, Route.Row), null),
    };

    private ObjectTemplate SumShares(SelectedField selected, EntityDescription type, Route route) =>
        new([.. selected.Fields.Select(field => SumShare(field, type, route) with { FieldName = field.Name })]);

    private FieldTemplate SumShare(SelectedField field, EntityDescription type, Route route) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => Share(field, columns.Value(new Aggregate(AggregateFunction.Sum, Column.Of(route, scalar)))),
            ObjectMember part => new ReferenceTemplate(field.ResponseName, SumShares(field, part.Target, route.To(part)), null),
            _ => new ConstantTemplate(field.ResponseName, GroupTypes.SumShare(type)),
        };

    private ShareTemplate Share(SelectedField field, GroupValue part) =>
        new(field.ResponseName, columns.Ordinal(part), columns.Ordinal(columns.Whole(part)), part.Form);
}
