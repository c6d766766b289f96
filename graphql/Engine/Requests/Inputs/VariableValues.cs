namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>The coerced variables of one request: their inputs, the values that fill the slots, and their common shape.</summary>
internal sealed class VariableValues
{
    private const int UsualShape = 64;

    private readonly List<KeyValuePair<string, Input>> _inputs = [];
    private readonly List<object> _slots = [];
    private readonly StringBuilder _shape = new(UsualShape);
    private Dictionary<string, Input>? _byName;

    public static VariableValues None { get; } = new();

    /// <summary>The values behind <see cref="ValueReference.Slot"/>.</summary>
    public IReadOnlyList<object> Slots => _slots;

    /// <summary>Everything about the variables that a plan depends on; equal shapes share a plan.</summary>
    public string Shape => _shape.ToString();

    public Input? Find(string name) => (_byName ??= new(_inputs)).GetValueOrDefault(name);

    internal void Add(string name, Input input) => _inputs.Add(new(name, input));

    /// <summary>Adds a value and returns its slot.</summary>
    internal ValueReference AddSlot(object value)
    {
        _slots.Add(value);
        return ValueReference.Slot(_slots.Count - 1);
    }

    internal VariableValues Shaped(string part)
    {
        _shape.Append(part);
        return this;
    }
}

internal sealed record OperationVariable(string Name, IGraphType Type, GraphQLVariableDefinition Definition)
{
    public static OperationVariable Of(GraphQLVariableDefinition definition, ISchema schema) =>
        new(definition.Name, definition.Type.GraphTypeFromType(schema)!, definition);
}
