using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans objects whose fields are the members of an entity: what is computed of each, such as its sum or its share.</summary>
internal static class SelectedMembers
{
    /// <param name="nameOf">The name of the object's type, by what it is of.</param>
    /// <param name="value">Plans the value of a member and the way to it.</param>
    public static ObjectTemplate Object(
        SelectedField selected,
        EntityDescription type,
        Func<EntityDescription, string> nameOf,
        Func<SelectedField, Route, ScalarMember, FieldTemplate> value,
        Route? route = null) => ObjectTemplate.Of(
        selected.Fields,
        field => (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => value(field, route ?? Route.Row, scalar),
            ObjectMember part => new ReferenceTemplate(Object(field, part.Target, nameOf, value, (route ?? Route.Row).To(part))),
            _ => new ConstantTemplate(nameOf(type)),
        });

    /// <summary>The object of everything selected under a function.</summary>
    /// <param name="ordinal">Where the value of an aggregate stands.</param>
    public static ReferenceTemplate Aggregates(SelectedField selected, EntityDescription entity, Func<Aggregate, int> ordinal)
    {
        var function = AggregateFunction.Find(selected.Name);
        return new ReferenceTemplate(Object(selected, entity, function.TypeName, (_, route, member) =>
        {
            var value = new Aggregate(function, Column.Of(route, member));
            return new ValueTemplate(ordinal(value), value.Form, IsNullable: true);
        }));
    }
}
