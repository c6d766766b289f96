namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>What a filter can ask of one value.</summary>
/// <remarks>
/// A negation is the exact complement of its operation: a row matches one or the other, also where the value is unknown.
/// </remarks>
public sealed record FilterOperation(string Name, FilterOperator Operator, bool IsNegated, string Description)
{
    /// <summary>Equality and membership, which every kind of value offers.</summary>
    public static readonly IReadOnlyList<FilterOperation> Equality =
    [
        new("eq", FilterOperator.Equal, false, "Is this value, exactly; null asks for what is unknown."),
        new("neq", FilterOperator.Equal, true, "Is not this value."),
    ];

    /// <summary>Membership in a list.</summary>
    public static readonly IReadOnlyList<FilterOperation> Membership =
    [
        new("in", FilterOperator.In, false, "Is one of these values, exactly."),
        new("nin", FilterOperator.In, true, "Is none of these values."),
    ];

    /// <summary>Comparison of what has an order.</summary>
    public static readonly IReadOnlyList<FilterOperation> Comparison =
    [
        new("gt", FilterOperator.Greater, false, "Is greater."),
        new("ngt", FilterOperator.Greater, true, "Is not greater, or unknown."),
        new("gte", FilterOperator.GreaterOrEqual, false, "Is greater or equal."),
        new("ngte", FilterOperator.GreaterOrEqual, true, "Is neither greater nor equal, or unknown."),
        new("lt", FilterOperator.Less, false, "Is less."),
        new("nlt", FilterOperator.Less, true, "Is not less, or unknown."),
        new("lte", FilterOperator.LessOrEqual, false, "Is less or equal."),
        new("nlte", FilterOperator.LessOrEqual, true, "Is neither less nor equal, or unknown."),
    ];

    /// <summary>Containment in a text.</summary>
    public static readonly IReadOnlyList<FilterOperation> Containment =
    [
        new("contains", FilterOperator.Contains, false, "Contains this text, whatever the case and the accents."),
        new("ncontains", FilterOperator.Contains, true, "Does not contain this text, whatever the case and the accents."),
    ];

    /// <summary>How a text starts and ends.</summary>
    public static readonly IReadOnlyList<FilterOperation> Affixes =
    [
        new("startsWith", FilterOperator.StartsWith, false, "Starts with this text, whatever the case and the accents."),
        new("nstartsWith", FilterOperator.StartsWith, true, "Does not start with this text, whatever the case and the accents."),
        new("endsWith", FilterOperator.EndsWith, false, "Ends with this text, whatever the case and the accents."),
        new("nendsWith", FilterOperator.EndsWith, true, "Does not end with this text, whatever the case and the accents."),
    ];

    private static readonly Dictionary<string, FilterOperation> ByName =
        new[] { Equality, Membership, Comparison, Containment, Affixes }.SelectMany(list => list).ToDictionary(operation => operation.Name);

    /// <summary>Whether it looks into texts, which costs more, and takes a text of bounded length.</summary>
    public bool IsTextSearch => Operator is FilterOperator.Contains or FilterOperator.StartsWith or FilterOperator.EndsWith;

    /// <summary>The operation of this name; null where the name is not an operation's.</summary>
    public static FilterOperation? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>The operators behind the operations.</summary>
public enum FilterOperator
{
    /// <summary>Same value.</summary>
    Equal,

    /// <summary>One of several.</summary>
    In,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or same.</summary>
    GreaterOrEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or same.</summary>
    LessOrEqual,

    /// <summary>A part of the text.</summary>
    Contains,

    /// <summary>The beginning of the text.</summary>
    StartsWith,

    /// <summary>The end of the text.</summary>
    EndsWith,
}
