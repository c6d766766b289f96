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

    public static string Write(string fingerprint, IEnumerable<string> keys)
    {
        var text = new StringBuilder(Prefix).Append(fingerprint);
        foreach (var key in keys)
        {
            text.Append(':').Append(key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal));
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The keys, or null where the text is no cursor of this order.</summary>
    public static IReadOnlyList<object>? TryRead(string cursor, string fingerprint, IReadOnlyList<ValueCodec> codecs)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            return null;
        }

        var parts = Split(Encoding.UTF8.GetString(bytes, 0, length));
        if (parts.Count != codecs.Count + 1 || parts[0] != Prefix + fingerprint)
        {
            return null;
        }

        var keys = new object[codecs.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!codecs[i].TryParse(parts[i + 1], out var key))
            {
                return null;
            }

            keys[i] = key;
        }

        return keys;
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (text[i] == ':')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
