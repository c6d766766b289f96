namespace IndhCoops.GraphQL.Engine.Requests.Selections;

/// <summary>
/// What the operation of a validated document selects, for one shape of its variables: fragments, <c>@skip</c> and <c>@include</c> are
/// resolved. Planning sees this and no node of the parser.
/// </summary>
internal sealed class SelectedOperation(GraphQLDocument document, GraphQLOperationDefinition operation, VariableValues variables)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = document.Fragments.ToDictionary(fragment => fragment.Name);

    public GraphOperation Operation { get; } = GraphOperation.Of(operation);

    public bool IsMutation => operation.Operation == OperationType.Mutation;

    public VariableValues Variables => variables;

    public bool HasVariables => operation.Variables is { Count: > 0 };

    public IReadOnlyList<SelectedField> Fields => field ??= Collect([operation.SelectionSet], null);

    /// <summary>A document that selects some of its fields and nothing else, for the library to answer.</summary>
    public GraphQLDocument Only(IEnumerable<SelectedField> fields) => new(
    [
        .. document.Fragments,
        new GraphQLOperationDefinition(new GraphQLSelectionSet([.. fields.SelectMany(selected => selected.Nodes())]))
        {
            Operation = OperationType.Query,
            Variables = operation.Variables,
        },
    ])
    {
        Source = document.Source,
    };

    internal GraphErrorLocation PlaceOf(ASTNode node) => DocumentPlace.Of(document, node);

    internal IReadOnlyList<SelectedField> Collect(IEnumerable<GraphQLSelectionSet> sets, Func<string, bool>? applies)
    {
        var fields = new OrderedDictionary<string, SelectedField>();
        foreach (var set in sets)
        {
            Collect(set, fields, [], applies);
        }

        return [.. fields.Values];
    }

    private void Collect(
        GraphQLSelectionSet set, OrderedDictionary<string, SelectedField> fields, HashSet<string> visited, Func<string, bool>? applies)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(((IHasDirectivesNode)selection).Directives))
            {
                continue;
            }

            switch (selection)
            {
                case GraphQLField node when fields.TryGetValue(node.ResponseName, out var known):
                    known.Add(node);
                    break;
                case GraphQLField node:
                    fields.Add(node.ResponseName, new SelectedField(this, node));
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet, fields, visited, applies);
                    break;
                case GraphQLFragmentSpread { Name: var name }
                    when visited.Add(name) && _fragments[name] is var fragment && Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet, fields, visited, applies);
                    break;
            }
        }

        bool Applies(GraphQLTypeCondition? condition) => applies is null || condition is null || applies(condition.Type.Name.StringValue);
    }

    private bool IsIncluded(GraphQLDirectives? directives) => directives is null || directives.All(directive =>
        directive.Name.StringValue switch
        {
            "skip" => !IsTrue(directive.Arguments![0].Value),
            "include" => IsTrue(directive.Arguments![0].Value),
            _ => true,
        });

    private bool IsTrue(GraphQLValue condition) => condition switch
    {
        GraphQLBooleanValue literal => literal.BoolValue,
        GraphQLVariable variable when variables.Find(variable.Name.StringValue) is ValueInput value => (bool)value.Value.Resolve([]),

        // A variable may be null in spite of its default, where the place may not be (specification, 5.8.5).
        GraphQLVariable variable => throw new GraphFieldException(
            new GraphError($"The variable `{variable.Name.StringValue}` must not be null here.", "HC0018")
            {
                Locations = [PlaceOf(variable)],
            }),
        _ => false,
    };
}
