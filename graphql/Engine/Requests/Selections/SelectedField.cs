namespace IndhCoops.GraphQL.Engine.Requests.Selections;

/// <summary>A field of the response: all selections that share its name, merged as the specification asks.</summary>
internal sealed class SelectedField
{
    private readonly SelectedOperation _operation;
    private readonly GraphQLField _first;
    private readonly List<GraphQLSelectionSet> _sets = [];

    internal SelectedField(SelectedOperation operation, string responseName, GraphQLField first)
    {
        (_operation, ResponseName, _first) = (operation, responseName, first);
        Add(first);
    }

    public string ResponseName { get; }

    public string Name => _first.Name.StringValue;

    public GraphErrorLocation Place => _operation.PlaceOf(_first);

    public IEnumerable<string> Arguments => _first.Arguments?.Select(argument => argument.Name.StringValue) ?? [];

    /// <summary>What is selected of it, where it is of one type.</summary>
    public IReadOnlyList<SelectedField> Fields => _operation.Collect(_sets, null);

    /// <summary>What is selected of it, where it may be of several types.</summary>
    /// <param name="applies">Whether a fragment on a type applies.</param>
    public IReadOnlyList<SelectedField> FieldsOf(Func<string, bool> applies) => _operation.Collect(_sets, applies);

    /// <summary>An argument's input; null where it is not given.</summary>
    /// <exception cref="GraphFieldException">It is null where null may not stand.</exception>
    public Input? Argument(FieldType definition, string name)
    {
        var literal = _first.Arguments?.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
        return literal is null
            ? null
            : LiteralCoercion.Coerce(definition.Arguments!.Find(name)!.ResolvedType!, literal, _operation.Variables);
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
        _sets.Select(set => new GraphQLField(_first.Name) { Alias = _first.Alias, Arguments = _first.Arguments, SelectionSet = set });
}
