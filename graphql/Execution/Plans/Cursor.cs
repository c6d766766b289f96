using System.Text;
using IndhCoops.GraphQL.Execution.Sql;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>
/// Cursors: the sort keys of a row, as HotChocolate's keyset cursors are laid out (<c>{}key:key</c> in base64), led by a
/// fingerprint of the order so that a cursor of another order is refused rather than misread.
/// </summary>
internal static class Cursor
{
    private const string Prefix = "{}";

    // No value is written so: its backslash would be doubled.
    private const string Null = "\\null";

    public static string Write(string fingerprint, IEnumerable<string?> keys)
    {
        var text = new StringBuilder(Prefix).Append(fingerprint);
        foreach (var key in keys)
        {
            text.Append(':').Append(key?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal) ?? Null);
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The keys, or null where the text is no cursor of this order.</summary>
    public static IReadOnlyList<object?>? TryRead(string cursor, string fingerprint, IReadOnlyList<CursorKey> expected)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            return null;
        }

        var parts = Split(Encoding.UTF8.GetString(bytes, 0, length));
        if (parts.Count != expected.Count + 1 || parts[0] != Prefix + fingerprint)
        {
            return null;
        }

        var keys = new object?[expected.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var isSound = parts[i + 1] is { } part ? expected[i].Codec.TryParse(part, out keys[i]) : expected[i].IsNullable;
            if (!isSound)
            {
                return null;
            }
        }

        return keys;
    }

    // The parts without their escapes; null for one that stands for null.
    private static List<string?> Split(string text)
    {
        var parts = new List<string?>();
        var part = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ':')
            {
                parts.Add(text.AsSpan(start, i - start).SequenceEqual(Null) ? null : part.ToString());
                part.Clear();
                start = i + 1;
            }
            else
            {
                part.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
            }
        }

        return parts;
    }
}

/// <summary>How one sort key stands in a cursor.</summary>
/// <param name="Codec">How its values are carried.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal readonly record struct CursorKey(ValueCodec Codec, bool IsNullable);
