namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>
/// A coerced input as a planner sees it: its shape, with references in the place of values. Two requests whose inputs
/// have one shape share one plan.
/// </summary>
internal abstract record Input;

internal sealed record NullInput : Input
{
    public static readonly NullInput Instance = new();
}

internal sealed record ValueInput(ValueReference Value) : Input;

/// <summary>A list whose elements are planned one by one.</summary>
internal sealed record ListInput(IReadOnlyList<Input> Items) : Input;

/// <summary>A list of values that is bound as a whole.</summary>
/// <param name="Values">The values other than null.</param>
/// <param name="HasNull">Whether null is in the list.</param>
internal sealed record ValueListInput(ValueReference Values, bool HasNull) : Input;

/// <summary>An input object; its fields keep the order in which the client gave them, which sorting needs.</summary>
internal sealed record ObjectInput(IReadOnlyList<KeyValuePair<string, Input>> Fields) : Input;

/// <summary>Where a plan finds a value: in itself, or in a slot that each request fills.</summary>
internal readonly struct ValueReference
{
    private readonly object? _constant;
    private readonly int _slot;

    private ValueReference(object? constant, int slot)
    {
        _constant = constant;
        _slot = slot;
    }

    /// <summary>Whether the value is part of the document and so of the plan.</summary>
    public bool IsConstant => _slot < 0;

    public static ValueReference Constant(object value) => new(value, -1);

    public static ValueReference Slot(int slot) => new(null, slot);

    public object Resolve(IReadOnlyList<object> slots) => IsConstant ? _constant! : slots[_slot];
}
