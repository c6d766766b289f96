using System.Collections.Frozen;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndhCoops.Modeling;

/// <summary>Enumerations are stored by name, IN_PROGRESS for InProgress, so that the database reads by itself.</summary>
public static class EnumNames
{
    /// <summary>The stored name of a value; a run of capitals (III) stays together.</summary>
    public static string Of(string clrName)
    {
        var name = new StringBuilder(clrName.Length + 4);
        for (var i = 0; i < clrName.Length; i++)
        {
            if (i > 0 && char.IsUpper(clrName[i]) && !char.IsUpper(clrName[i - 1]))
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(clrName[i]));
        }

        return name.ToString();
    }

    /// <summary>The stored name of a value.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Known<TEnum>.Names.TryGetValue(value, out var name) ? name : Of(value.ToString());

    /// <summary>The value with a stored name.</summary>
    public static object Parse(Type type, string name) =>
        Enum.Parse(type, name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>Converts the values of an enumeration to their stored names and back.</summary>
    public static ValueConverter Converter(Type type) =>
        (ValueConverter)Activator.CreateInstance(typeof(NameConverter<>).MakeGenericType(type))!;

    // Names are written by the hundred thousand; each is made once.
    private static class Known<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> Names = Enum.GetValues<TEnum>()
            .Distinct()
            .ToFrozenDictionary(value => value, value => Of(value.ToString()));
    }

    private sealed class NameConverter<TEnum>() : ValueConverter<TEnum, string>(
        value => Of(value.ToString()),
        name => Enum.Parse<TEnum>(name.Replace("_", "", StringComparison.Ordinal), true))
        where TEnum : struct, Enum;
}
