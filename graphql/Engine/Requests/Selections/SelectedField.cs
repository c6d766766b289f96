namespace IndhCoops.GraphQL.Engine.Requests.Selections;

/// <summary>A field of the response: all selections that share its name, merged as the specification asks.</summary>
internal sealed class SelectedField(SelectedOperation operation, GraphQLField first)
{
    private readonly List<GraphQLSelectionSet> _sets = first.SelectionSet is { } set ? [set] : [];

    public string ResponseName { get; } = first.ResponseName;

    public string Name => first.Name.StringValue;

    public GraphErrorLocation Place => operation.PlaceOf(first);

    public IEnumerable<string> Arguments => first.Arguments?.Select(argument => argument.Name.StringValue) ?? [];

    /// <summary>What is selected of it, where it is of one type.</summary>
    public IReadOnlyList<SelectedField> Fields => operation.Collect(_sets, null);

    /// <summary>What is selected of it, where it may be of several types.</summary>
    /// <param name="applies">Whether a fragment on a type applies.</param>
    public IReadOnlyList<SelectedField> FieldsOf(Func<string, bool> applies) => operation.Collect(_sets, applies);

    /// <summary>An argument's input; null where it is not given.</summary>
    /// <exception cref="GraphFieldException">It is null where null may not stand.</exception>
    public Input? Argument(FieldType definition, string name)
    {
        var literal = first.Arguments?.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
        return literal is null
            ? null
            : LiteralCoercion.Coerce(definition.Arguments!.Find(name)!.ResolvedType!, literal, operation.Variables);
    }

    /// <summary>Merges another selection of the same response name.</summary>
    internal void Add(GraphQLField field)
    {
        if (field.SelectionSet is { } set)
        {
            _sets.Add(set);
        }
    }

    /// <summary>The selections as the document has them.</summary>
    internal IEnumerable<ASTNode> Nodes() =>
        _sets.Select(set => new GraphQLField(first.Name) { Alias = first.Alias, Arguments = first.Arguments, SelectionSet = set });
}
