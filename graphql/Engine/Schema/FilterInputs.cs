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
            var input = Declare(TypeNames.Filter(entity), $"Conditions on {entity.SetName}; all that are given must hold.");
            input.AddCombinators();
            foreach (var member in entity.Members)
            {
                input.Add(member.Name, TypeNames.Named(TypeOf(member)), member.Description);
            }
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
            var input = Declare(name, "Conditions on a list.");
            input.Add("all", TypeNames.Named(element), "Every element matches; an empty list does.");
            input.Add("none", TypeNames.Named(element), "No element matches.");
            input.Add("some", TypeNames.Named(element), "At least one element matches.");
            input.Add("any", TypeNames.Named("Boolean"), "True: the list has elements. False: it is empty.");
            if (aggregate is not null)
            {
                input.Add(ListAggregateInputs.Aggregate, TypeNames.Named(aggregate), "What is computed of its rows matches.");
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
        if (scalar is { IsGlobalId: false, Kind: ScalarKind.Text or ScalarKind.Path })
        {
            input.AddCombinators();
        }

        IEnumerable<FilterOperation> operations = scalar switch
        {
            { IsGlobalId: true } or { Kind: ScalarKind.Enum } => [.. FilterOperation.Equality, .. FilterOperation.Membership],
            { Kind: ScalarKind.Boolean } => FilterOperation.Equality,
            { Kind: ScalarKind.Text or ScalarKind.Path } =>
            [
                .. FilterOperation.Equality,
                .. FilterOperation.Containment,
                .. FilterOperation.Membership,
                .. FilterOperation.Affixes,
            ],
            _ => [.. FilterOperation.Equality, .. FilterOperation.Membership, .. FilterOperation.Comparison],
        };
        foreach (var operation in operations)
        {
            var type = operation.Operator is not InOperator ? TypeNames.Named(scalar.Name)
                : scalar.Kind == ScalarKind.Enum && !isNullable ? TypeNames.ListOfRequired(scalar.Name)
                : TypeNames.ListOf(scalar.Name);
            input.Add(operation.Name, type, operation.Description);
        }

        return name;
    }

    private InputObjectGraphType Declare(string name, string description)
    {
        var input = TypeNames.Input(name, description);
        _inputs.Add(name, input);
        return input;
    }
}
