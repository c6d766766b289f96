using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace IndhCoops.GraphQL.Execution.Documents;

/// <summary>
/// Sees that fields of one name are one field (specification, 5.3.2). Every type that holds rows is an object type, so that all fields of
/// one name in one place must be the same, and so they must below the union of errors: each is compared with the first, and no pair with another.
/// </summary>
internal sealed class FieldMerging(DocumentLimits limits, GraphQLDocument document)
{
    private readonly Dictionary<string, GraphQLSelectionSet> _fragments = document.Definitions.OfType<GraphQLFragmentDefinition>()
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, fragment => fragment.SelectionSet);

    private int _comparisons;

    /// <summary>The fields that are not one, for a document that is sound but for them.</summary>
    /// <exception cref="DocumentRefusedException">There are too many to compare.</exception>
    public IReadOnlyList<GraphError> Errors()
    {
        var errors = new List<GraphError>();
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            Check([operation.SelectionSet], errors);
        }

        return errors;
    }

    private void Check(IReadOnlyList<GraphQLSelectionSet> sets, List<GraphError> errors)
    {
        var fields = new OrderedDictionary<string, List<GraphQLField>>();
        var visited = new HashSet<string>();
        foreach (var set in sets)
        {
            Collect(set, fields, visited);
        }

        foreach (var (name, same) in fields)
        {
            var first = same[0];
            foreach (var other in same.Skip(1))
            {
                if (++_comparisons > limits.MaxMergeComparisons)
                {
                    throw new DocumentRefusedException("HC0107", $"To merge its fields the document needs more than the {limits.MaxMergeComparisons} comparisons that are allowed.");
                }

                if (errors.Count < limits.MaxErrors && (first.Name.Value != other.Name.Value || Arguments(first) != Arguments(other)))
                {
                    errors.Add(new GraphError($"Encountered fields for the same object that cannot be merged: `{name}` stands for different fields or arguments. Give them different aliases.")
                    {
                        Locations = [Place(first), Place(other)],
                    });
                }
            }

            var below = same.Select(field => field.SelectionSet).OfType<GraphQLSelectionSet>().ToList();
            if (below.Count > 0)
            {
                Check(below, errors);
            }
        }
    }

    private void Collect(GraphQLSelectionSet set, OrderedDictionary<string, List<GraphQLField>> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!fields.TryGetValue(name, out var same))
                    {
                        fields.Add(name, same = []);
                    }

                    same.Add(field);
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

    // The order of arguments means nothing.
    private static string Arguments(GraphQLField field) => field.Arguments is not { Count: > 0 } arguments
        ? ""
        : string.Join(',', arguments.Select(argument => new SDLPrinter().Print(argument)).Order(StringComparer.Ordinal));

    private GraphErrorLocation Place(GraphQLField field)
    {
        var place = Location.FromLinearPosition(document.Source, field.Location.Start);
        return new GraphErrorLocation(place.Line, place.Column);
    }
}
