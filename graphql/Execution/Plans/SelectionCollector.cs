using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>A field of the response: all selections that share its name, merged as the specification asks.</summary>
internal sealed record SelectedField(string ResponseName, GraphQLField Field, IReadOnlyList<GraphQLSelectionSet> SelectionSets)
{
    public string Name => Field.Name.StringValue;

    /// <summary>An argument's input; null where it is not given.</summary>
    public Input? Argument(FieldType definition, string name, VariableValues variables)
    {
        var literal = Field.Arguments?.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
        return literal is null ? null : LiteralCoercion.Coerce(definition.Arguments!.Find(name)!.ResolvedType!, literal, variables);
    }
}

/// <summary>Collects the fields of selection sets through fragments, <c>@skip</c> and <c>@include</c>.</summary>
internal sealed class SelectionCollector(GraphQLDocument document, VariableValues variables)
{
    private readonly Dictionary<string, GraphQLSelectionSet> _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, fragment => fragment.SelectionSet);

    /// <summary>The fields in the order of their first mention. Every type of the graph is an object type, so each fragment applies.</summary>
    public IReadOnlyList<SelectedField> Collect(IEnumerable<GraphQLSelectionSet> selectionSets)
    {
        var fields = new OrderedDictionary<string, (GraphQLField Field, List<GraphQLSelectionSet> Sets)>();
        foreach (var set in selectionSets)
        {
            Collect(set, fields, []);
        }

        return [.. fields.Select(field => new SelectedField(field.Key, field.Value.Field, field.Value.Sets))];
    }

    private void Collect(GraphQLSelectionSet set, OrderedDictionary<string, (GraphQLField Field, List<GraphQLSelectionSet> Sets)> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(((IHasDirectivesNode)selection).Directives))
            {
                continue;
            }

            switch (selection)
            {
                case GraphQLField field:
                    Add(field, fields);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, fields, visited);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue):
                    Collect(_fragments[spread.FragmentName.Name.StringValue], fields, visited);
                    break;
            }
        }
    }

    private static void Add(GraphQLField field, OrderedDictionary<string, (GraphQLField Field, List<GraphQLSelectionSet> Sets)> fields)
    {
        var name = (field.Alias?.Name ?? field.Name).StringValue;
        if (!fields.TryGetValue(name, out var known))
        {
            fields.Add(name, known = (field, []));
        }

        if (field.SelectionSet is { } set)
        {
            known.Sets.Add(set);
        }
    }

    private bool IsIncluded(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            var name = directive.Name.StringValue;
            if (name is not ("skip" or "include"))
            {
                continue;
            }

            var condition = directive.Arguments![0].Value switch
            {
                GraphQLBooleanValue literal => literal.BoolValue,
                GraphQLVariable variable => variables.Find(variable.Name.StringValue) is ValueInput value && (bool)value.Value.Resolve([]),
                _ => false,
            };

            if (condition == (name == "skip"))
            {
                return false;
            }
        }

        return true;
    }
}
