namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>What a filter asks of a row or of a group: a tree, checked once. Values of a request are references into its slots.</summary>
internal abstract record Condition
{
    /// <summary>All of the conditions; null where there are none.</summary>
    public static Condition? All(IEnumerable<Condition?> conditions) => Join(conditions, parts => new Every(parts));

    /// <summary>At least one of the conditions; null where there are none.</summary>
    public static Condition? Any(IEnumerable<Condition?> conditions) => Join(conditions, parts => new Either(parts));

    /// <summary>The conditions that must all hold, which <see cref="All"/> joins.</summary>
    public static ValueList<Condition> PartsOf(Condition? condition) =>
        condition is Every every ? every.Parts : condition is null ? [] : [condition];

    private static Condition? Join(IEnumerable<Condition?> conditions, Func<ValueList<Condition>, Condition> join)
    {
        ValueList<Condition> given = [.. conditions.OfType<Condition>()];
        return given is [] ? null : given is [var only] ? only : join(given);
    }
}

internal sealed record Every(ValueList<Condition> Parts) : Condition;
internal sealed record Either(ValueList<Condition> Parts) : Condition;

/// <summary>A value that is compared with what a client gives.</summary>
/// <param name="Form">How what it is compared with is carried.</param>
internal sealed record Compared(Term Term, ValueForm Form, bool IsNullable);

/// <summary>The value is null, or is not.</summary>
internal sealed record IsNull(Term Term, bool IsNegated) : Condition;

/// <summary>What is asked of a value. Its negation is the exact complement: what is null belongs to it.</summary>
internal abstract record ValueCondition(Compared Value, bool IsNegated) : Condition;

/// <summary>The value compares with another.</summary>
internal sealed record Comparison(Compared Value, CompareOperator Operator, bool IsNegated, ValueReference With)
    : ValueCondition(Value, IsNegated);

/// <summary>The text contains, starts with or ends with another.</summary>
internal sealed record TextMatch(Compared Value, Term Search, TextOperator Operator, bool IsNegated, ValueReference Text)
    : ValueCondition(Value, IsNegated);

/// <summary>The value is one of several, null among them or not.</summary>
internal abstract record IsIn(Compared Value, bool HasNull, bool IsNegated) : ValueCondition(Value, IsNegated);

/// <summary>The value is one of a list that is bound as a whole.</summary>
internal sealed record InList(Compared Value, ValueReference Values, bool HasNull, bool IsNegated) : IsIn(Value, HasNull, IsNegated);

/// <summary>The value is one of several that are bound one by one.</summary>
internal sealed record InValues(Compared Value, ValueList<ValueReference> Values, bool HasNull, bool IsNegated)
    : IsIn(Value, HasNull, IsNegated);

/// <summary>The row owns a row of a list that matches, or none that does.</summary>
/// <param name="OwnerKey">The key of the row that owns it.</param>
/// <param name="Where">What is asked of a row of the list; null for nothing.</param>
/// <param name="IsNegated">Whether there must be none.</param>
internal sealed record Exists(CollectionMember List, Column OwnerKey, Condition? Where, bool IsNegated) : Condition;

/// <summary>A list of texts has an element that matches, or none that does.</summary>
internal sealed record HasElement(Column List, Column Search, Condition? Where, bool IsNegated) : Condition;

/// <summary>The condition is false or unknown.</summary>
internal sealed record NotCertain(Condition Condition) : Condition;
