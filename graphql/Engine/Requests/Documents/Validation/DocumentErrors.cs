using GraphQL.Utilities;

namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The errors of one document, rule by rule. Of each rule only as many are kept as are reported at all.</summary>
/// <param name="suggestsNames">Whether the client may see the schema, and so what name may have been meant.</param>
internal sealed class DocumentErrors(GraphQLDocument document, DocumentLimits limits, bool suggestsNames)
{
    private const string Specification = "https://spec.graphql.org/September2025/#sec-";

    private const int MaxSuggestions = 5;

    // To compare names takes the product of their lengths, and no name of the schema is as long.
    private const int LongestName = 64;

    private readonly List<GraphError>[] _byRule = [.. Enum.GetValues<Rule>().Select(_ => new List<GraphError>())];

    public IReadOnlyList<GraphError> All => [.. _byRule.SelectMany(errors => errors).Take(limits.MaxErrors)];

    /// <summary>Whether what a rule finds from now on is left out.</summary>
    public bool IsFull(Rule rule) => _byRule[(int)rule].Count >= limits.MaxErrors;

    /// <summary>
    /// Suggests the name that may have been meant: a sentence that follows that of a rule's error, with a space before it; empty where
    /// there is nothing to say.
    /// </summary>
    public string Suggest(Rule rule, string name, IEnumerable<string> known)
    {
        if (!suggestsNames || name.Length > LongestName || IsFull(rule)
            || StringUtils.SuggestionList(name, known) is not { Length: > 0 } names)
        {
            return "";
        }

        var quoted = names.Take(MaxSuggestions).Select(suggested => $"`{suggested}`").ToArray();
        return $" Did you mean {(quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}")}?";
    }

    /// <param name="error">What is wrong.</param>
    /// <param name="path">The fields around it; null outside of fields.</param>
    /// <param name="nodes">The parts of the document that it speaks of.</param>
    public void Add(RuleError error, FieldPath? path, params ReadOnlySpan<ASTNode> nodes)
    {
        // To find a place in the text is what costs most here.
        if (IsFull(error.Rule))
        {
            return;
        }

        (string, object?)[] specified = error.Section is { } section ? [("specifiedBy", Specification + section)] : [];
        _byRule[(int)error.Rule].Add(new GraphError(error.Message, null, [.. error.Details, .. specified])
        {
            Locations = [.. nodes.ToArray().Take(limits.MaxLocations).Select(node => DocumentPlace.Of(document, node))],
            Path = path?.ToList(),
        });
    }
}

/// <summary>The rules in groups, in the order in which HotChocolate applies them and so reports what they find.</summary>
internal enum Rule
{
    Document,
    Operations,
    Fields,
    Arguments,
    Fragments,
    Values,
    Directives,
    Variables,
}

/// <summary>What a rule says of a document, without the place.</summary>
/// <param name="Rule">The group of the rule.</param>
/// <param name="Message">HotChocolate's sentence.</param>
/// <param name="Section">The section of the specification that the document breaks, by its anchor; null where it breaks none.</param>
/// <param name="Details">What the sentence speaks of, for programs, in HotChocolate's order.</param>
internal sealed record RuleError(Rule Rule, string Message, string? Section, params IReadOnlyList<(string Name, object? Value)> Details);
