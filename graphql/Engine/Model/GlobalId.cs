using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;
using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>
/// Global ids as HotChocolate writes them: base64 of the entity's name, a colon and the key. A UUID stands as its 16 bytes in .NET's order,
/// any other key as text: <c>Region:MA-04</c> is <c>UmVnaW9uOk1BLTA0</c>. The format of HotChocolate before version 14,
/// <c>Region\ndMA-04</c>, is read as well.
/// </summary>
internal static class GlobalId
{
    /// <summary>The field that holds the id of a row.</summary>
    public const string Field = "id";

    private const byte Delimiter = (byte)':', FormerDelimiter = (byte)'\n';
    private const int UuidBytes = 16;

    // HotChocolate's limit; small enough for the stack.
    private const int MaxLength = 1024;

    private static readonly SearchValues<byte> Delimiters = SearchValues.Create([Delimiter, FormerDelimiter]);

    /// <summary>What the ids of an entity begin with, before they become base64.</summary>
    public static byte[] Prefix(string entity) => [.. Encoding.UTF8.GetBytes(entity), Delimiter];

    /// <summary>The form of a key that clients see: the key itself, or its global id.</summary>
    public static object Shown(ScalarType type, object key)
    {
        if (type.Entity is not { } entity)
        {
            return key;
        }

        using var json = new JsonBuffer();
        WriteJson(json, Prefix(entity), type.Kind, key);
        json.Unquote(0);
        return Encoding.UTF8.GetString(json.Written);
    }

    /// <summary>Writes the id of a key as a JSON string.</summary>
    public static void WriteJson(JsonBuffer json, ReadOnlySpan<byte> prefix, ScalarKind kind, object key)
    {
        var text = kind == ScalarKind.Uuid ? null : Encoding.UTF8.GetBytes(ValueFormats.Format(kind, key));
        var length = prefix.Length + (text?.Length ?? UuidBytes);
        json.WriteRaw((byte)'"');
        var target = json.GetSpan(Base64.GetMaxEncodedToUtf8Length(length));
        prefix.CopyTo(target);
        if (text is null)
        {
            ((Guid)key).TryWriteBytes(target[prefix.Length..]);
        }
        else
        {
            text.CopyTo(target[prefix.Length..]);
        }

        Base64.EncodeToUtf8InPlace(target, length, out var written);
        json.Advance(written);
        json.WriteRaw((byte)'"');
    }

    /// <summary>The name of the entity that an id is of, whether there is such an entity or not; null for a text that is no id.</summary>
    public static string? EntityOf(string id)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return TryDecode(id, bytes, out _, out var end) ? TextOf(bytes[..end]) : null;
    }

    /// <summary>The key within an id; null where it is none of this kind.</summary>
    public static object? KeyOf(string id, ScalarKind kind)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!TryDecode(id, bytes, out var length, out var end))
        {
            return null;
        }

        // In the former format a letter that names the key's type comes before the key.
        var start = end + (bytes[end] == FormerDelimiter ? 2 : 1);
        ReadOnlySpan<byte> key = start <= length ? bytes[start..length] : [];
        return kind == ScalarKind.Uuid && key.Length == UuidBytes ? new Guid(key)
            : TextOf(key) is { Length: > 0 } text ? ValueFormats.Parse(kind, text)
            : null;
    }

    private static bool TryDecode(string id, Span<byte> bytes, out int length, out int end)
    {
        (length, end) = (0, -1);
        var digits = id.AsSpan().TrimEnd('=');
        if (id.Length > MaxLength || digits.Length == 0)
        {
            return false;
        }

        // The padding of base64 may be left out.
        Span<char> padded = stackalloc char[MaxLength + 3];
        digits.CopyTo(padded);
        var width = digits.Length + ((4 - (digits.Length % 4)) % 4);
        padded[digits.Length..width].Fill('=');
        if (!Convert.TryFromBase64Chars(padded[..width], bytes, out length))
        {
            return false;
        }

        end = bytes[..length].IndexOfAny(Delimiters);
        return end > 0;
    }

    private static string? TextOf(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
