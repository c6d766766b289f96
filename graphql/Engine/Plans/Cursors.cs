namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>
/// The cursors of an order: the sort keys of a row, as HotChocolate's keyset cursors are laid out (<c>{}key:key</c> in base64), led by a
/// fingerprint of the order so that a cursor of another order is refused rather than misread.
/// </summary>
internal sealed record Cursors(string Fingerprint, ValueList<SortKey> Order)
{
    // Increase it when the meaning of cursors changes, so that old cursors are refused.
    private const string Version = "2";

    private const string Prefix = "{}";

    // No value is written so: its backslash would be doubled.
    private const string Null = "\\null";

    public static Cursors Of(EntityDescription entity, ValueList<SortKey> order)
    {
        var text = $"{Version}:{entity.Name}:{string.Join(',', order.Select(key => (key.IsDescending ? "-" : "+") + key.Path))}";
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return new(Convert.ToHexStringLower(hash.AsSpan(0, 4)), order);
    }

    /// <summary>The cursor of a row by the values of its sort keys, of which null stands for null.</summary>
    public string Write(IReadOnlyList<object?> values)
    {
        var text = new StringBuilder(Prefix).Append(Fingerprint);
        for (var i = 0; i < Order.Count; i++)
        {
            text.Append(':').Append(values[i] is { } value ? Escape(ValueFormats.Format(Order[i].Term.Form.Kind, value)) : Null);
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The keys, or null where the text is no cursor of this order.</summary>
    public IReadOnlyList<object?>? TryRead(string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            return null;
        }

        var parts = Split(Encoding.UTF8.GetString(bytes, 0, length));
        if (parts.Count != Order.Count + 1 || parts[0] != Prefix + Fingerprint)
        {
            return null;
        }

        var keys = new object?[Order.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = parts[i + 1] is { } part ? ValueFormats.Parse(Order[i].Term.Form.Kind, part) : null;
            if (keys[i] is null && (parts[i + 1] is not null || !Order[i].IsNullable))
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
