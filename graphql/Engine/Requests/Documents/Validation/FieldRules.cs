using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>Fields exist on their types, objects say what is wanted of them, and values have no fields.</summary>
internal sealed class FieldRules(ISchema schema, DocumentErrors errors)
{
    public static FieldType? Find(ISchema schema, IGraphType? type, GraphQLField field) => field.Name.StringValue switch
    {
        "__typename" => type is null ? null : schema.TypeNameMetaFieldType,
        "__schema" when type == schema.Query => schema.SchemaMetaFieldType,
        "__type" when type == schema.Query => schema.TypeMetaFieldType,
        var name => (type as IComplexGraphType)?.Fields.Find(name),
    };

    /// <summary>The definition of a field; an error where there should be one.</summary>
    public FieldType? Find(GraphQLField field, IGraphType? type, FieldPath? path)
    {
        if (Find(schema, type, field) is not { } definition)
        {
            if (type is IComplexGraphType complex)
            {
                var suggestion = errors.Suggest(Rule.Fields, field.Name.StringValue, complex.Fields.Select(known => known.Name));
                errors.Add(RuleTexts.FieldDoesNotExist(field, type, suggestion), path, field);
            }

            return null;
        }

        var isLeaf = definition.ResolvedType!.GetNamedType() is ScalarGraphType;
        if (isLeaf != (field.SelectionSet is null))
        {
            var error = isLeaf ? RuleTexts.LeafHasNoSelection(field, type!, definition.ResolvedType!)
                : RuleTexts.ObjectNeedsSelection(field, type!, definition.ResolvedType!);
            errors.Add(error, path, field);
        }

        return definition;
    }

    /// <summary>A union has no fields but the name of its type.</summary>
    public void CheckUnion(GraphQLSelectionSet set, IGraphType? type, FieldPath? path)
    {
        if (type is UnionGraphType
            && set.Selections.Exists(selection => selection is GraphQLField field && field.Name.Value != "__typename"))
        {
            errors.Add(RuleTexts.UnionHasNoFields(type), path, set);
        }
    }
}
