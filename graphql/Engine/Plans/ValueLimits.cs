using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>What a value must be beyond its type, to be compared with what a database holds.</summary>
internal static class ValueLimits
{
    /// <summary>
    /// The most characters of a text that is looked for in others. SQLite takes patterns of 50,000 bytes
    /// (https://www.sqlite.org/limits.html#max_like_pattern_length), and folded, a character takes nine at most: a syllable of Hangul.
    /// </summary>
    public const int MaxSearchLength = 5_000;

    /// <summary>Refuses a text that is too long to be looked for.</summary>
    /// <exception cref="GraphFieldException">It is too long.</exception>
    public static void RequireLength(string text, FilteredValue value, FilterOperation operation)
    {
        if (text.Length > MaxSearchLength)
        {
            throw Invalid(
                operation,
                value,
                string.Create(CultureInfo.InvariantCulture, $"It has {text.Length} characters; at most {MaxSearchLength} are allowed."));
        }
    }

    /// <summary>Refuses what is no global id of an entity, alone or in a list.</summary>
    /// <exception cref="GraphFieldException">It is none.</exception>
    public static void RequireIds(object given, string entity, ScalarKind kind)
    {
        foreach (var id in (given as object[] ?? [given]).OfType<string>())
        {
            NodeIdErrors.Require(id, entity, kind);
        }
    }

    /// <summary>Refuses a number, or a list of them, with more decimals than what it is compared with.</summary>
    /// <exception cref="GraphFieldException">It has more.</exception>
    public static void RequireScale(object given, FilteredValue value, FilterOperation operation)
    {
        foreach (var one in given as object[] ?? [given])
        {
            if (one is decimal number && decimal.Round(number, value.Scale) != number)
            {
                throw Invalid(
                    operation, value, string.Create(CultureInfo.InvariantCulture, $"{number} has more than {value.Scale} decimals."));
            }
        }
    }

    private static GraphFieldException Invalid(FilterOperation operation, FilteredValue value, string reason) => new(
        new GraphError($"The provided value for filter `{operation.Name}` of `{value.Name}` is invalid. {reason}")
        {
            Code = "HC0026",
            Extensions = [new("filterType", value.FilterType)],
        });
}
