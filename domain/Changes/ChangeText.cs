using System.Globalization;

namespace IndhCoops.Domain.Changes;

/// <summary>How a value stands in the record of changes: as the graph writes it.</summary>
internal static class ChangeText
{
    /// <summary>The text of a value; null for null.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString("0.00", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum name => EnumNames.Of(name.ToString()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"The record of changes has no text for {value.GetType()}."),
    };
}
