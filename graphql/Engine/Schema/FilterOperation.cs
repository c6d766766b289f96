namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>What a filter can ask of one value.</summary>
/// <remarks>
/// A negation is the exact complement of its operation: a row matches one or the other, also where the value is unknown.
/// </remarks>
internal sealed record FilterOperation(string Name, FilterOperator Operator, bool IsNegated, string Description)
{
    public static readonly IReadOnlyList<FilterOperation> Equality = With(
        "eq",
        new CompareOperator("=", "<>", ComparedTo.Exactly),
        "Is this value, exactly; null asks for what is unknown.",
        "Is not this value.");

    public static readonly IReadOnlyList<FilterOperation> Membership = With(
        "in", new InOperator(), "Is one of these values, exactly.", "Is none of these values.");

    public static readonly IReadOnlyList<FilterOperation> Comparison =
    [
        .. With("gt", new CompareOperator(">", "<=", ComparedTo.Floor), "Is greater.", "Is not greater, or unknown."),
        .. With(
            "gte", new CompareOperator(">=", "<", ComparedTo.Ceiling), "Is greater or equal.", "Is neither greater nor equal, or unknown."),
        .. With("lt", new CompareOperator("<", ">=", ComparedTo.Ceiling), "Is less.", "Is not less, or unknown."),
        .. With("lte", new CompareOperator("<=", ">", ComparedTo.Floor), "Is less or equal.", "Is neither less nor equal, or unknown."),
    ];

    public static readonly IReadOnlyList<FilterOperation> Containment = Search(
        "contains", new TextOperator("contains", "%", "%"), "Contains", "Does not contain");

    public static readonly IReadOnlyList<FilterOperation> Affixes =
    [
        .. Search("startsWith", new TextOperator("starts with", "", "%"), "Starts with", "Does not start with"),
        .. Search("endsWith", new TextOperator("ends with", "%", ""), "Ends with", "Does not end with"),
    ];

    private static readonly Dictionary<string, FilterOperation> ByName =
        new[] { Equality, Membership, Comparison, Containment, Affixes }.SelectMany(list => list).ToDictionary(operation => operation.Name);

    /// <summary>Whether it looks into texts, which costs more, and takes a text of bounded length.</summary>
    public bool IsTextSearch => Operator is TextOperator;

    /// <summary>The operation of this name; null where the name is not an operation's.</summary>
    public static FilterOperation? Find(string name) => ByName.GetValueOrDefault(name);

    // An operation and its negation, whose name has an n before it.
    private static FilterOperation[] With(string name, FilterOperator @operator, string description, string negated) =>
        [new(name, @operator, false, description), new($"n{name}", @operator, true, negated)];

    // One that looks for a text, and its negation.
    private static FilterOperation[] Search(string name, TextOperator @operator, string does, string doesNot)
    {
        const string text = "this text, whatever the case and the accents.";
        return With(name, @operator, $"{does} {text}", $"{doesNot} {text}");
    }
}

/// <summary>How an operation compares. What is said here becomes its SQL on every database, and its text in printed plans.</summary>
internal abstract record FilterOperator;

internal sealed record InOperator : FilterOperator;

/// <summary>Compares by an operator of SQL.</summary>
/// <param name="Complement">The operator that holds for the other values.</param>
/// <param name="To">What it compares with, of a value that lies between two that the database can hold.</param>
internal sealed record CompareOperator(string Symbol, string Complement, ComparedTo To) : FilterOperator;

/// <summary>Looks for a text in the value.</summary>
/// <param name="Words">What it is called in a plan.</param>
/// <param name="Before">What the pattern of <c>like</c> has before the text.</param>
internal sealed record TextOperator(string Words, string Before, string After) : FilterOperator;

/// <summary>What a comparison uses of a value that lies between two that the database can hold.</summary>
internal enum ComparedTo
{
    Floor,
    Ceiling,

    /// <summary>Neither: no value of the database is equal to it.</summary>
    Exactly,
}
