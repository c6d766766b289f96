using GraphQL;
using GraphQLParser.Visitors;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>
/// Fields of one response name are one field, or exclude each other and look alike (specification, 5.3.2). Fields that are the same are
/// taken together before they are compared, so that a long selection takes few comparisons.
/// </summary>
internal sealed class FieldMerging(ISchema schema, DocumentIndex index, DocumentLimits limits, DocumentErrors errors)
{
    private readonly Dictionary<GraphQLField, string> _arguments = [];
    private readonly HashSet<(GraphQLField, GraphQLField)> _reported = [];
    private readonly HashSet<GraphQLFragmentDefinition> _reached = [];
    private int _comparisons;

    /// <exception cref="DocumentRefusedException">There are too many to compare.</exception>
    public void Check()
    {
        foreach (var operation in index.Operations)
        {
            Check([(operation.SelectionSet, schema.Root(operation.Operation), null)], isShapeOnly: false);
        }

        foreach (var fragment in index.Fragments.Where(fragment => !_reached.Contains(fragment)))
        {
            Check([(fragment.SelectionSet, schema.TypeOf(fragment.TypeCondition), new OpenFragments(null, fragment))], isShapeOnly: false);
        }
    }

    private void Check(IEnumerable<(GraphQLSelectionSet Set, IGraphType? Type, OpenFragments? Within)> selections, bool isShapeOnly)
    {
        var byName = new OrderedDictionary<string, List<FieldSelection>>();
        var visited = new HashSet<string>();
        foreach (var (set, type, within) in selections)
        {
            Collect(set, type, within, byName, visited);
        }

        foreach (var fields in byName.Values)
        {
            if (fields.Count > 1)
            {
                Compare(fields, isShapeOnly);
            }

            foreach (var (group, isShapeOfGroupOnly) in GroupsBelow(fields, isShapeOnly))
            {
                Check(group.Select(field => (field.Node.SelectionSet!, field.Type?.GetNamedType(), field.Within)), isShapeOfGroupOnly);
            }
        }
    }

    // Below fields that can be of one object everything is merged; below fields that exclude each other only shapes must be alike.
    private static IEnumerable<(IEnumerable<FieldSelection> Fields, bool IsShapeOnly)> GroupsBelow(
        List<FieldSelection> fields, bool isShapeOnly)
    {
        var below = fields.Where(field => field.Node.SelectionSet is not null).ToList();
        if (below.Count == 0)
        {
            yield break;
        }

        var parents = below.Select(field => field.Parent).OfType<IObjectGraphType>().Distinct().ToList();
        if (isShapeOnly || parents.Count <= 1)
        {
            yield return (below, isShapeOnly);
            yield break;
        }

        foreach (var parent in parents)
        {
            yield return (below.Where(field => field.Parent == parent || field.Parent is not IObjectGraphType), false);
        }

        yield return (below, true);
    }

    private void Compare(List<FieldSelection> fields, bool isShapeOnly)
    {
        // Which of the fields are the same; most often all are.
        var kinds = fields.ConvertAll(field => (field.Parent, field.Node.Name.StringValue, isShapeOnly ? "" : Arguments(field.Node)));
        if (kinds.TrueForAll(kind => kind == kinds[0]))
        {
            return;
        }

        for (var i = 0; i < fields.Count; i++)
        {
            for (var j = i + 1; j < fields.Count; j++)
            {
                if (errors.IsFull(Rule.Fields))
                {
                    return;
                }

                Count();
                if (kinds[i] != kinds[j]
                    && Conflict(fields[i], fields[j], isShapeOnly)
                    && _reported.Add((fields[i].Node, fields[j].Node)))
                {
                    errors.Add(RuleTexts.FieldsNotMergeable(fields[i], fields[j]), null, fields[i].Node, fields[j].Node);
                }
            }
        }
    }

    private bool Conflict(FieldSelection a, FieldSelection b, bool isShapeOnly)
    {
        var excludeEachOther = isShapeOnly || (a.Parent != b.Parent && a.Parent is IObjectGraphType && b.Parent is IObjectGraphType);
        return (!excludeEachOther && (a.Node.Name.Value != b.Node.Name.Value || Arguments(a.Node) != Arguments(b.Node)))
            || (a.Type is { } typeA && b.Type is { } typeB && !LookAlike(typeA, typeB));
    }

    private static bool LookAlike(IGraphType a, IGraphType b) => (a, b) switch
    {
        (NonNullGraphType inA, NonNullGraphType inB) => LookAlike(inA.ResolvedType!, inB.ResolvedType!),
        (ListGraphType inA, ListGraphType inB) => LookAlike(inA.ResolvedType!, inB.ResolvedType!),
        (NonNullGraphType or ListGraphType, _) or (_, NonNullGraphType or ListGraphType) => false,
        _ => a == b || (a is not ScalarGraphType && b is not ScalarGraphType),
    };

    private void Collect(
        GraphQLSelectionSet set,
        IGraphType? type,
        OpenFragments? within,
        OrderedDictionary<string, List<FieldSelection>> fields,
        HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            Count();
            switch (selection)
            {
                case GraphQLField field:
                    if (!fields.TryGetValue(field.ResponseName, out var same))
                    {
                        fields.Add(field.ResponseName, same = []);
                    }

                    same.Add(new FieldSelection(field, type, FieldRules.Find(schema, type, field)?.ResolvedType, within));
                    break;
                case GraphQLInlineFragment inline:
                    var condition = inline.TypeCondition is { } own ? schema.TypeOf(own) : type;
                    Collect(inline.SelectionSet, condition, within, fields, visited);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.Name)
                    && index.FragmentsByName.TryGetValue(spread.Name, out var fragment)
                    && within?.Contain(fragment) != true:
                    _reached.Add(fragment);
                    var inner = new OpenFragments(within, fragment);
                    Collect(fragment.SelectionSet, schema.TypeOf(fragment.TypeCondition), inner, fields, visited);
                    break;
            }
        }
    }

    private void Count()
    {
        if (++_comparisons > limits.MaxMergeComparisons)
        {
            throw new DocumentRefusedException(
                "HC0107",
                $"To merge its fields the document needs more than the {limits.MaxMergeComparisons} comparisons that are allowed.");
        }
    }

    // The order of arguments, and of the fields of their objects, means nothing.
    private string Arguments(GraphQLField field)
    {
        if (field.Arguments is not { Count: > 0 } arguments)
        {
            return "";
        }

        if (!_arguments.TryGetValue(field, out var text))
        {
            var given = arguments.Select(argument => $"{argument.Name.StringValue}:{Text(argument.Value)}");
            _arguments.Add(field, text = string.Join(',', given.Order(StringComparer.Ordinal)));
        }

        return text;
    }

    private static string Text(GraphQLValue value) => value switch
    {
        GraphQLObjectValue { Fields: { } fields } => $"{{{string.Join(
            ',', fields.Select(field => $"{field.Name.StringValue}:{Text(field.Value)}").Order(StringComparer.Ordinal))}}}",
        GraphQLListValue { Values: { } values } => $"[{string.Join(',', values.Select(Text))}]",
        _ => new SDLPrinter().Print(value),
    };
}

/// <summary>A field as it is selected somewhere.</summary>
/// <param name="Parent">The type that it is selected of; null where the schema does not know it.</param>
/// <param name="Type">Its type; null where the schema does not know it.</param>
/// <param name="Within">The fragments that it is selected through.</param>
internal sealed record FieldSelection(GraphQLField Node, IGraphType? Parent, IGraphType? Type, OpenFragments? Within);

/// <summary>The fragments around a place, from the innermost outwards.</summary>
internal sealed record OpenFragments(OpenFragments? Outer, GraphQLFragmentDefinition Fragment)
{
    /// <summary>Whether a fragment is among them: entering it would never end.</summary>
    public bool Contain(GraphQLFragmentDefinition fragment) => Fragment == fragment || Outer?.Contain(fragment) == true;
}
