namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the filter inputs of HotChocolate's contract from the model.</summary>
internal sealed class FilterInputs(GraphModel model)
{
    private const string OperationsSuffix = "OperationFilterInput";
    private const string ListPrefix = "ListFilterInputTypeOf";

    private readonly Dictionary<string, InputObjectGraphType> _inputs = [];

    /// <summary>The conditions on the texts of a list.</summary>
    public const string TextList = "ListStringOperationFilterInput";

    public static string ListOf(EntityDescription entity) => $"{ListPrefix}{TypeNames.Filter(entity)}";

    /// <summary>The conditions on a value. HotChocolate names them after the CLR type: a UUID's are those of a Guid, "Uuid".</summary>
    public static string Operations(ScalarType scalar, bool isNullable)
    {
        var name = scalar.IsGlobalId ? "Id" : scalar.Kind == ScalarKind.Uuid ? "Uuid" : scalar.Name;
        return $"{(scalar.Kind == ScalarKind.Enum && isNullable ? "NullableOf" : "")}{name}{OperationsSuffix}";
    }

    /// <summary>Whether an input holds the conditions on a list of rows.</summary>
    public static bool IsList(string input) => input.StartsWith(ListPrefix, StringComparison.Ordinal);

    /// <summary>Whether a field of an input is a condition, rather than the way to one.</summary>
    public static bool IsOperation(string input, string field) =>
        (input.EndsWith(OperationsSuffix, StringComparison.Ordinal) || IsList(input)) && field is not ("and" or "or");

    /// <summary>A filter for each entity, and the operations and list filters that they use.</summary>
    public IReadOnlyCollection<IGraphType> Build()
    {
        foreach (var entity in model.Types)
        {
            Declare(TypeNames.Filter(entity), $"Conditions on {entity.SetName}; all that are given must hold.")
                .AddCombinators()
                .AddMembers(entity.Members, TypeOf);
        }

        return _inputs.Values;
    }

    private string TypeOf(Member member) => member switch
    {
        ScalarMember { Scalar.Kind: ScalarKind.TextList } => DeclareList(DeclareOperations(ScalarType.Text, isNullable: false), TextList),
        ScalarMember scalar => DeclareOperations(scalar.Scalar, scalar.IsNullable),
        ObjectMember part => TypeNames.Filter(part.Target),
        CollectionMember collection => DeclareList(
            TypeNames.Filter(collection.Target), ListOf(collection.Target), ListAggregateInputs.Filter(collection.Target)),
        _ => throw new InvalidOperationException($"The member '{member.Name}' has no filter."),
    };

    private string DeclareList(string element, string name, string? aggregate = null)
    {
        if (!_inputs.ContainsKey(name))
        {
            var input = Declare(name, "Conditions on a list.")
                .Add("all", element, "Every element matches; an empty list does.")
                .Add("none", element, "No element matches.")
                .Add("some", element, "At least one element matches.")
                .Add("any", "Boolean", "True: the list has elements. False: it is empty.");
            if (aggregate is not null)
            {
                input.Add(ListAggregateInputs.Aggregate, aggregate, "What is computed of its rows matches.");
            }
        }

        return name;
    }

    private string DeclareOperations(ScalarType scalar, bool isNullable)
    {
        var name = Operations(scalar, isNullable);
        if (_inputs.ContainsKey(name))
        {
            return name;
        }

        var input = Declare(name, $"Conditions on a value of type {scalar.Name}; all that are given must hold.");
        var isText = scalar is { IsGlobalId: false, Kind: ScalarKind.Text or ScalarKind.Path };
        if (isText)
        {
            input.AddCombinators();
        }

        IEnumerable<FilterOperation> operations =
        [
            .. FilterOperation.Equality,
            .. isText ? FilterOperation.Containment : [],
            .. scalar.Kind == ScalarKind.Boolean ? [] : FilterOperation.Membership,
            .. isText ? FilterOperation.Affixes : [],
            .. isText || scalar.IsGlobalId || scalar.Kind is ScalarKind.Boolean or ScalarKind.Enum ? [] : FilterOperation.Comparison,
        ];
        var list = scalar.Kind == ScalarKind.Enum && !isNullable ? $"[{scalar.Name}!]" : $"[{scalar.Name}]";
        foreach (var operation in operations)
        {
            input.Add(operation.Name, operation.Operator is InOperator ? list : scalar.Name, operation.Description);
        }

        return name;
    }

    private InputObjectGraphType Declare(string name, string description) => _inputs[name] = TypeNames.Input(name, description);
}
