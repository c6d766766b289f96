using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans what functions give of an entity's members: objects as the selection has them, values by their columns.</summary>
internal sealed class AggregateFields(Func<Aggregate, int> ordinal)
{
    /// <summary>The object of everything selected under a function.</summary>
    public ObjectTemplate Results(SelectedField selected, AggregateFunction function, EntityDescription entity) =>
        Results(selected, function, entity, Route.Row);

    private ObjectTemplate Results(SelectedField selected, AggregateFunction function, EntityDescription type, Route route) =>
        new([.. selected.Fields.Select(field => Result(field, function, type, route) with { FieldName = field.Name })]);

    private FieldTemplate Result(SelectedField field, AggregateFunction function, EntityDescription type, Route route) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar when new Aggregate(function, Column.Of(route, scalar)) is var value =>
                new ValueTemplate(field.ResponseName, ordinal(value), value.Form, IsNullable: true),
            ObjectMember part => new ReferenceTemplate(field.ResponseName, Results(field, function, part.Target, route.To(part)), null),
            _ => new ConstantTemplate(field.ResponseName, function.TypeName(type)),
        };
}
