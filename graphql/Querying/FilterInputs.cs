using GraphQL.Types;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Querying;

/// <summary>Builds the filter inputs of HotChocolate's contract from the model.</summary>
internal sealed class FilterInputs(GraphModel model)
{
    private const string OperationsSuffix = "OperationFilterInput";
    private const string ListPrefix = "ListFilterInputTypeOf";

    private readonly Dictionary<string, InputObjectGraphType> _inputs = [];

    /// <summary>Whether a field of an input is a condition, rather than the way to one.</summary>
    public static bool IsOperation(string input, string field) =>
        (input.EndsWith(OperationsSuffix, StringComparison.Ordinal) || input.StartsWith(ListPrefix, StringComparison.Ordinal)) && field is not ("and" or "or");

    /// <summary>A filter for each entity, and the operations and list filters that they use.</summary>
    public IReadOnlyCollection<IGraphType> Build()
    {
        foreach (var entity in model.Types)
        {
            var name = TypeNames.Filter(entity);
            var input = Declare(name, $"Conditions on {entity.SetName}; all that are given must hold.");
            AddCombinators(input, name);
            foreach (var member in entity.Members)
            {
                Add(input, member.Name, TypeNames.Named(TypeOf(member)), member.Description);
            }
        }

        return _inputs.Values;
    }

    private string TypeOf(Member member) => member switch
    {
        ScalarMember { Scalar.Kind: ScalarKind.TextList } => TextList(),
        ScalarMember scalar => Operations(scalar),
        ObjectMember part => TypeNames.Filter(part.Target),
        CollectionMember collection => ListOf(TypeNames.Filter(collection.Target), $"{ListPrefix}{TypeNames.Filter(collection.Target)}"),
        _ => throw new InvalidOperationException($"The member '{member.Name}' has no filter."),
    };

    private string TextList()
    {
        var text = Operations(new ScalarMember("", null, "", ScalarType.Text, false, null));
        return ListOf(text, $"List{text}");
    }

    private string ListOf(string element, string name)
    {
        if (!_inputs.ContainsKey(name))
        {
            var input = Declare(name, "Conditions on a list.");
            Add(input, "all", TypeNames.Named(element), "Every element matches; an empty list does.");
            Add(input, "none", TypeNames.Named(element), "No element matches.");
            Add(input, "some", TypeNames.Named(element), "At least one element matches.");
            Add(input, "any", TypeNames.Named("Boolean"), "True: the list has elements. False: it is empty.");
        }

        return name;
    }

    private string Operations(ScalarMember member)
    {
        var scalar = member.Scalar;
        var nullableEnum = scalar.Kind == ScalarKind.Enum && member.IsNullable;
        var name = $"{(nullableEnum ? "NullableOf" : "")}{Title(scalar.Name)}{OperationsSuffix}";
        if (_inputs.ContainsKey(name))
        {
            return name;
        }

        var input = Declare(name, $"Conditions on a value of type {scalar.Name}; all that are given must hold.");
        switch (scalar.Kind)
        {
            case ScalarKind.Text:
                AddCombinators(input, name);
                AddOperations(input, scalar.Name, FilterOperation.Equality);
                AddOperations(input, scalar.Name, FilterOperation.Containment);
                AddOperations(input, scalar.Name, FilterOperation.Membership);
                AddOperations(input, scalar.Name, FilterOperation.Affixes);
                break;
            case ScalarKind.Boolean:
                AddOperations(input, scalar.Name, FilterOperation.Equality);
                break;
            case ScalarKind.Enum:
                AddOperations(input, scalar.Name, FilterOperation.Equality);
                AddOperations(input, scalar.Name, FilterOperation.Membership, requiredItems: !nullableEnum);
                break;
            default:
                AddOperations(input, scalar.Name, FilterOperation.Equality);
                AddOperations(input, scalar.Name, FilterOperation.Membership);
                AddOperations(input, scalar.Name, FilterOperation.Comparison);
                break;
        }

        return name;
    }

    // HotChocolate names the operations after the CLR type: UUID's are those of a Guid, "Uuid".
    private static string Title(string scalar) => scalar == "UUID" ? "Uuid" : scalar;

    private InputObjectGraphType Declare(string name, string description)
    {
        var input = new InputObjectGraphType { Name = name, Description = description };
        _inputs.Add(name, input);
        return input;
    }

    private static void AddCombinators(InputObjectGraphType input, string self)
    {
        Add(input, "and", TypeNames.ListOfRequired(self), "All of these hold.");
        Add(input, "or", TypeNames.ListOfRequired(self), "At least one of these holds.");
    }

    private static void AddOperations(InputObjectGraphType input, string scalar, IReadOnlyList<FilterOperation> operations, bool requiredItems = false)
    {
        foreach (var operation in operations)
        {
            var type = operation.Operator != FilterOperator.In ? TypeNames.Named(scalar)
                : requiredItems ? TypeNames.ListOfRequired(scalar)
                : TypeNames.ListOf(scalar);
            Add(input, operation.Name, type, operation.Description);
        }
    }

    private static void Add(InputObjectGraphType input, string name, IGraphType type, string? description) =>
        input.AddField(new FieldType { Name = name, ResolvedType = type, Description = description });
}
