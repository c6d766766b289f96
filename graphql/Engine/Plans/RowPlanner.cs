using IndhCoops.GraphQL.Engine.Requests.Selections;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Plans what a row becomes: which columns are read, and how they stand in the object.</summary>
internal sealed class RowPlanner(CollectionPlanner collections, EntityDescription entity, bool isNested)
{
    private readonly List<Term> _columns = [Column.Of(Route.Row, entity.Key)];
    private readonly List<Step> _children = [];

    public ValueList<Step> Children => [.. _children];

    /// <summary>The columns, in the order of their ordinals.</summary>
    public ValueList<Term> Columns => [.. _columns];

    /// <summary>
    /// Reads a column and returns where it stands; asking twice reads once. A nested list's rows begin with their owner's position.
    /// </summary>
    public int Ordinal(Term column) => _columns.Once(column) + (isNested ? 1 : 0);

    public ObjectTemplate Object(SelectedField selected, ValueList<string> path) => Object(selected, entity, Route.Row, path);

    private ObjectTemplate Object(SelectedField selected, EntityDescription type, Route route, ValueList<string> path) =>
        ObjectTemplate.Of(
            selected.FieldsOf(condition => condition == type.Name || condition == NodeTypes.Node),
            field => Field(field, type, route, path));

    private FieldTemplate Field(SelectedField field, EntityDescription type, Route route, ValueList<string> path)
    {
        if (field.Name == "__typename")
        {
            return new ConstantTemplate(type.Name);
        }

        switch (type.FindMember(field.Name))
        {
            case ScalarMember scalar:
                var column = Column.Of(route, scalar);
                return new ValueTemplate(Ordinal(column), ValueForm.Of(scalar.Scalar), route.IsNullable || scalar.IsNullable);

            case ObjectMember part:
                var target = route.To(part);
                int? keyOrdinal = part is ReferenceMember reference && target.IsNullable
                    ? Ordinal(Column.Of(target, reference.Target.Key))
                    : null;
                return new ReferenceTemplate(Object(field, part.Target, target, [.. path, field.ResponseName]), keyOrdinal);

            case CollectionMember collection:
                var key = Column.Of(route, type.Key);
                var keyAt = Ordinal(key);
                var definition = collections.Definition(type, field.Name);
                _children.Add(collections.Connection(field, definition, collection.Target, collection, $"{type.Name}.{field.Name}"));
                return new NestedTemplate(_children.Count - 1, keyAt, key.Form, path);

            default:
                throw new InvalidOperationException($"'{field.Name}' is no member of {type.Name}.");
        }
    }
}
