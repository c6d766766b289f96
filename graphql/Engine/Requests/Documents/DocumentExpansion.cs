using GraphQL;

namespace IndhCoops.GraphQL.Engine.Requests.Documents;

/// <summary>
/// Walks a document as it would be executed, with fragments expanded, and stops at a limit: whatever looks at
/// documents afterwards, however thoroughly, looks at something small.
/// </summary>
internal sealed class DocumentExpansion(ISchema schema, DocumentLimits limits, IntrospectionOptions introspection, GraphQLDocument document)
{
    // The first of several with one name: that there are several is for validation to say.
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments =
        document.Fragments.DistinctBy(fragment => fragment.Name).ToDictionary(fragment => fragment.Name);

    private readonly HashSet<string> _open = [];
    private readonly Dictionary<FieldType, int> _path = [];
    private readonly List<object> _names = [];
    private int _fields;
    private int _visits;
    private int _depth;

    /// <summary>Refuses a document that grows beyond the limits, or asks about the schema where none may.</summary>
    /// <exception cref="DocumentRefusedException">It does.</exception>
    public void Check()
    {
        foreach (var operation in document.Operations)
        {
            _depth = 0;
            Walk(operation.SelectionSet, schema.Root(operation.Operation), 1);
            if (limits.MaxExecutionDepth is { } allowed && _depth > allowed)
            {
                throw new DocumentRefusedException(new GraphError(
                    $"The GraphQL document has an execution depth of {_depth} which exceeds the max allowed execution depth of {allowed}.",
                    null,
                    ("allowedExecutionDepth", allowed),
                    ("detectedExecutionDepth", _depth))
                {
                    Locations = [DocumentPlace.Of(document, operation)],
                });
            }
        }
    }

    // Without a type where the document names none that exists: validation says so.
    private void Walk(GraphQLSelectionSet set, IObjectGraphType? type, int depth)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    Walk(field, type, depth);
                    break;
                case GraphQLInlineFragment inline:
                    Walk(inline.SelectionSet, inline.TypeCondition is { } condition ? Within(type, condition) : type, depth);
                    break;
                case GraphQLFragmentSpread spread when _fragments.TryGetValue(spread.Name, out var fragment):
                    if (++_visits > limits.MaxFragmentVisits)
                    {
                        throw new DocumentRefusedException(
                            "HC0107",
                            $"The document visits fragments more often than the {limits.MaxFragmentVisits} times that are allowed.");
                    }

                    if (_open.Add(spread.Name))
                    {
                        Walk(fragment.SelectionSet, Within(type, fragment.TypeCondition), depth);
                        _open.Remove(spread.Name);
                    }

                    break;
            }
        }
    }

    // Below an interface a fragment says which type it is.
    private IObjectGraphType? Within(IObjectGraphType? type, GraphQLTypeCondition condition) =>
        schema.TypeOf(condition) as IObjectGraphType ?? type;

    private void Walk(GraphQLField field, IObjectGraphType? type, int depth)
    {
        if (++_fields > limits.MaxFields)
        {
            throw new DocumentRefusedException(
                "HC0014", $"With its fragments in their places the document has more than the {limits.MaxFields} fields that are allowed.");
        }

        var name = field.Name.StringValue;
        var isIntrospection = name is "__schema" or "__type";
        if (isIntrospection && introspection.Enabled != true)
        {
            throw new DocumentRefusedException(
                new GraphError("Introspection is not allowed for the current request.", "HC0046", ("field", name))
                {
                    Locations = [DocumentPlace.Of(document, field)],
                });
        }

        _depth = Math.Max(_depth, depth);
        if (field.SelectionSet is not { } below)
        {
            return;
        }

        var definition = name switch
        {
            "__schema" => schema.SchemaMetaFieldType,
            "__type" => schema.TypeMetaFieldType,
            _ => type?.Fields.Find(name),
        };
        if (definition is null)
        {
            Walk(below, null, depth + 1);
            return;
        }

        _path[definition] = _path.GetValueOrDefault(definition) + 1;
        Check(field, definition, type, _path[definition]);
        _names.Add(field.ResponseName);
        Walk(below, definition.ResolvedType?.GetNamedType() as IObjectGraphType, depth + 1);
        _names.RemoveAt(_names.Count - 1);
        _path[definition]--;
    }

    private void Check(GraphQLField node, FieldType field, IObjectGraphType? type, int times)
    {
        var isSchema = type?.Name.StartsWith("__", StringComparison.Ordinal) == true;
        var allowed = !isSchema ? limits.MaxFieldCycle
            : field.Name == "ofType" ? introspection.MaxOfTypeDepth
            : field.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType } ? introspection.MaxListDepth
            : int.MaxValue;
        if (times > allowed)
        {
            var error = isSchema
                ? new GraphError("Maximum allowed introspection depth exceeded.", "HC0086")
                : new GraphError("Maximum allowed coordinate cycle depth was exceeded.", "HC0087");
            throw new DocumentRefusedException(
                error with { Locations = [DocumentPlace.Of(document, node)], Path = _names.Count == 0 ? null : [.. _names] });
        }
    }
}
