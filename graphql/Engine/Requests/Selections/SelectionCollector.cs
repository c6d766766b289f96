using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Engine.Requests.Documents;
using IndhCoops.GraphQL.Engine.Requests.Inputs;

namespace IndhCoops.GraphQL.Engine.Requests.Selections;

/// <summary>A field of the response: all selections that share its name, merged as the specification asks.</summary>
internal sealed record SelectedField(GraphQLDocument Document, string ResponseName, GraphQLField Field, IReadOnlyList<GraphQLSelectionSet> SelectionSets)
{
    /// <summary>Where it stands first.</summary>
    public GraphErrorLocation Place => DocumentPlace.Of(Document, Field);

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
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue);

    /// <summary>The fields in the order of their first mention.</summary>
    /// <param name="selectionSets">Where they stand.</param>
    /// <param name="applies">Whether a fragment on a type applies; null where all do, as for a type that is of no interface and in no union.</param>
    public IReadOnlyList<SelectedField> Collect(IEnumerable<GraphQLSelectionSet> selectionSets, Func<string, bool>? applies = null)
    {
        var fields = new OrderedDictionary<string, (GraphQLField Field, List<GraphQLSelectionSet> Sets)>();
        foreach (var set in selectionSets)
        {
            Collect(set, fields, [], applies);
        }

        return [.. fields.Select(field => new SelectedField(document, field.Key, field.Value.Field, field.Value.Sets))];
    }

    private void Collect(GraphQLSelectionSet set, OrderedDictionary<string, (GraphQLField Field, List<GraphQLSelectionSet> Sets)> fields, HashSet<string> visited, Func<string, bool>? applies)
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
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet, fields, visited, applies);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue) && _fragments[spread.FragmentName.Name.StringValue] is var fragment && Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet, fields, visited, applies);
                    break;
            }
        }

        bool Applies(GraphQLTypeCondition? condition) => applies is null || condition is null || applies(condition.Type.Name.StringValue);
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
