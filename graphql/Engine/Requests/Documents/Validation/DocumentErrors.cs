namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The errors of one document, rule by rule. Of each rule only as many are kept as are reported at all.</summary>
internal sealed class DocumentErrors(GraphQLDocument document, DocumentLimits limits)
{
    private const string Specification = "https://spec.graphql.org/September2025/#sec-";

    private readonly List<GraphError>[] _byRule = [.. Enum.GetValues<Rule>().Select(_ => new List<GraphError>())];

    /// <summary>The errors in the order of the rules.</summary>
    public IReadOnlyList<GraphError> All => [.. _byRule.SelectMany(errors => errors).Take(limits.MaxErrors)];

    /// <summary>Whether what a rule finds from now on is left out.</summary>
    public bool IsFull(Rule rule) => _byRule[(int)rule].Count >= limits.MaxErrors;

    /// <param name="error">What is wrong.</param>
    /// <param name="path">The fields around it; null outside of fields.</param>
    /// <param name="nodes">The parts of the document that it speaks of.</param>
    public void Add(RuleError error, ResponsePath? path, params ReadOnlySpan<ASTNode> nodes)
    {
        // To find a place in the text is what costs most here.
        if (IsFull(error.Rule))
        {
            return;
        }

        var locations = new List<GraphErrorLocation>();
        foreach (var node in nodes)
        {
            if (locations.Count < limits.MaxLocations)
            {
                locations.Add(DocumentPlace.Of(document, node));
            }
        }

        var extensions = error.Details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value)).ToList();
        if (error.Section is { } section)
        {
            extensions.Add(new("specifiedBy", Specification + section));
        }

        _byRule[(int)error.Rule]
            .Add(new GraphError(error.Message) { Locations = locations, Path = path?.ToList(), Extensions = extensions });
    }
}
