namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>
/// A coerced input as a planner sees it: its shape, with references in the place of values. Two requests whose inputs
/// have one shape share one plan.
/// </summary>
public abstract record Input;

/// <summary>An explicit null.</summary>
public sealed record NullInput : Input
{
    /// <summary>The null input.</summary>
    public static readonly NullInput Instance = new();
}

/// <summary>A single value, never null.</summary>
public sealed record ValueInput(ValueReference Value) : Input;

/// <summary>A list whose elements are planned one by one.</summary>
public sealed record ListInput(IReadOnlyList<Input> Items) : Input;

/// <summary>A list of values that is bound as a whole.</summary>
/// <param name="Values">The values other than null.</param>
/// <param name="HasNull">Whether null is in the list.</param>
public sealed record ValueListInput(ValueReference Values, bool HasNull) : Input;

/// <summary>An input object; its fields keep the order in which the client gave them, which sorting needs.</summary>
public sealed record ObjectInput(IReadOnlyList<KeyValuePair<string, Input>> Fields) : Input;

/// <summary>Where a plan finds a value: in itself, or in a slot that each request fills.</summary>
public readonly struct ValueReference
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

    /// <summary>A value that the document itself gives.</summary>
    public static ValueReference Constant(object value) => new(value, -1);

    /// <summary>A value that the request's variables give.</summary>
    public static ValueReference Slot(int slot) => new(null, slot);

    /// <summary>The value for one request.</summary>
    public object Resolve(IReadOnlyList<object> slots) => IsConstant ? _constant! : slots[_slot];
}
