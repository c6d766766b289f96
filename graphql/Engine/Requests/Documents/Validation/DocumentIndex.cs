namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The definitions of a document by kind, and what each uses; the uses are filled in by the walk.</summary>
internal sealed class DocumentIndex(GraphQLDocument document)
{
    private readonly Dictionary<ASTNode, DefinitionUses> _uses = document.Definitions.ToDictionary(
        definition => definition, _ => new DefinitionUses());

    public GraphQLDocument Document => document;

    public IReadOnlyList<GraphQLOperationDefinition> Operations { get; } = [.. document.Operations];

    public IReadOnlyList<GraphQLFragmentDefinition> Fragments { get; } = [.. document.Fragments];

    /// <summary>The fragments that spreads find; the last of several with one name.</summary>
    public IReadOnlyDictionary<string, GraphQLFragmentDefinition> FragmentsByName { get; } =
        document.Fragments.Reverse().DistinctBy(fragment => fragment.Name).ToDictionary(fragment => fragment.Name);

    public DefinitionUses UsesOf(ASTNode definition) => _uses[definition];

    /// <summary>A definition and the fragments that it spreads, directly or through others, each once.</summary>
    public IReadOnlyList<ASTNode> ReachableFrom(ASTNode definition)
    {
        var reached = new List<ASTNode> { definition };
        var names = new HashSet<string>();
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var (spread, _) in UsesOf(reached[i]).Spreads)
            {
                if (names.Add(spread.Name) && FragmentsByName.TryGetValue(spread.Name, out var fragment))
                {
                    reached.Add(fragment);
                }
            }
        }

        return reached;
    }
}

/// <summary>What one operation or fragment uses of the rest of its document.</summary>
internal sealed class DefinitionUses
{
    public List<VariableUse> Variables { get; } = [];

    public List<(GraphQLFragmentSpread Node, FieldPath? Path)> Spreads { get; } = [];
}

/// <summary>A variable where a value stands.</summary>
/// <param name="Type">The type of the place; null where the schema does not know it.</param>
/// <param name="HasDefault">Whether the place has a value of its own where the variable gives none.</param>
internal sealed record VariableUse(GraphQLVariable Node, IGraphType? Type, bool HasDefault, FieldPath? Path)
{
    public string Name => Node.Name.StringValue;
}
