namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// Cursors: the sort keys of a row, as HotChocolate's keyset cursors are laid out (<c>{}key:key</c> in base64), led by a
/// fingerprint of the order so that a cursor of another order is refused rather than misread.
/// </summary>
internal static class Cursor
{
    private const string Prefix = "{}";

    // No value is written so: its backslash would be doubled.
    private const string Null = "\\null";

    /// <summary>The cursor of a row by the values of its sort keys, of which null stands for null.</summary>
    public static string Write(string fingerprint, IReadOnlyList<object?> values, IReadOnlyList<SortKey> order)
    {
        var text = new StringBuilder(Prefix).Append(fingerprint);
        for (var i = 0; i < order.Count; i++)
        {
            text.Append(':').Append(values[i] is { } value ? Escape(ValueFormats.Format(order[i].Term.Form.Kind, value)) : Null);
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The keys, or null where the text is no cursor of this order.</summary>
    public static IReadOnlyList<object?>? TryRead(string cursor, string fingerprint, IReadOnlyList<SortKey> order)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            return null;
        }

        var parts = Split(Encoding.UTF8.GetString(bytes, 0, length));
        if (parts.Count != order.Count + 1 || parts[0] != Prefix + fingerprint)
        {
            return null;
        }

        var keys = new object?[order.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = parts[i + 1] is { } part ? ValueFormats.Parse(order[i].Term.Form.Kind, part) : null;
            if (keys[i] is null && (parts[i + 1] is not null || !order[i].IsNullable))
            {
                return null;
            }
        }

        return keys;
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

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
