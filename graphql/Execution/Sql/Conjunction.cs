using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Puts conditions together.</summary>
internal static class Conjunction
{
    /// <summary>The value of <c>and</c> or <c>or</c>.</summary>
    public static string? Combine(string name, Input value, string filterType, Func<Input, string?> condition)
    {
        var items = ((ListInput)NotNull(value, name, filterType, $"[{filterType}!]")).Items.Select(condition);
        return name == "and" ? And(items) : Join(" or ", items);
    }

    /// <summary>All of the conditions; null where there are none.</summary>
    public static string? And(IEnumerable<string?> conditions) => Join(" and ", conditions);

    private static string? Join(string conjunction, IEnumerable<string?> conditions)
    {
        var given = conditions.OfType<string>().ToArray();
        return given.Length == 0 ? null : Balance(conjunction, given);
    }

    // SQLite bounds the depth of an expression, and a chain of many terms is as deep as it is long: halves are not.
    private static string Balance(string conjunction, ReadOnlySpan<string> terms) => terms.Length switch
    {
        1 => terms[0],
        <= 50 => $"({string.Join(conjunction, terms!)})",
        var length => $"({Balance(conjunction, terms[..(length / 2)])}{conjunction}{Balance(conjunction, terms[(length / 2)..])})",
    };

    /// <summary>The input, which must not be null.</summary>
    /// <param name="value">The input.</param>
    /// <param name="field">The field of the filter that it is given for.</param>
    /// <param name="filterType">The type of the filter.</param>
    /// <param name="fieldType">The type of the field.</param>
    public static Input NotNull(Input value, string field, string filterType, string fieldType) =>
        value is NullInput ? throw NullRefusal.OfFilter(field, filterType, fieldType) : value;
}
