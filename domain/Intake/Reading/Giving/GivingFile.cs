using System.Buffers;
using System.Text.Json;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading.Giving;

/// <summary>
/// A file of the 360Giving Data Standard: JSON with a list of grants. Its bytes are read over and over; the objects of one grant at a time
/// are in memory.
/// </summary>
internal sealed class GivingFile
{
    private const int MaxDepth = 32;
    private const int BytesLookedAt = 64;

    // The objects of one grant are in memory at once.
    private const int MaxBytesOfAGrant = 1024 * 1024;

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n"u8);
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private readonly ReadOnlyMemory<byte> _json;
    private readonly int _maxGrants;
    private readonly int _grants;

    private GivingFile(ReadOnlyMemory<byte> json, int maxGrants)
    {
        _json = json;
        _maxGrants = maxGrants;
        _grants = FindGrants(json.Span);
    }

    /// <summary>Whether a file is JSON: nothing else that is imported begins with a brace or a bracket.</summary>
    public static bool IsJson(Stream file)
    {
        Span<byte> start = stackalloc byte[BytesLookedAt];
        file.Position = 0;
        var read = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        read = read.StartsWith(Mark) ? read[Mark.Length..] : read;
        return read.IndexOfAnyExcept(WhiteSpace) is >= 0 and var first && read[first] is (byte)'{' or (byte)'[';
    }

    /// <summary>Opens a file that <see cref="IsJson"/>.</summary>
    /// <exception cref="FileRefusedException">It is no JSON, or has no list of grants.</exception>
    public static GivingFile Open(Stream file, IntakeOptions options)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return new GivingFile(bytes.AsMemory(bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0), options.MaxRows);
    }

    /// <summary>The grants, in order.</summary>
    /// <exception cref="FileRefusedException">There are more than may be; after so many.</exception>
    public IEnumerable<GivingGrant> Grants()
    {
        var at = _grants;
        for (var i = 0; Next(ref at, out var length); i++, at += length)
        {
            yield return i < _maxGrants
                ? Parse(i, _json.Slice(at, length))
                : throw new FileRefusedException(RefusalReason.FileTooManyRows, [$"{_maxGrants}"]);
        }
    }

    private static GivingGrant Parse(int index, ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytesOfAGrant)
        {
            return new GivingGrant(index, default, RefusalReason.JsonTooLong);
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var grant = document.RootElement.Clone();
            return new GivingGrant(index, grant, grant.ValueKind == JsonValueKind.Object ? null : RefusalReason.JsonWrongType);
        }
        catch (JsonException)
        {
            // The file was parsed whole when it was opened. The fault left is a name that stands twice, where it is not known which is
            // meant.
            return new GivingGrant(index, default, RefusalReason.JsonNameTwice);
        }
    }

    // The next element of the list, past the comma and the white space in front of it.
    private bool Next(ref int at, out int length)
    {
        var rest = _json.Span[at..];
        var skipped = 0;
        while (rest[skipped] is (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            skipped++;
        }

        at += skipped;
        length = 0;
        if (rest[skipped] == (byte)']')
        {
            return false;
        }

        var reader = new Utf8JsonReader(rest[skipped..], isFinalBlock: true, new JsonReaderState(Reading));
        reader.Read();
        reader.Skip();
        length = (int)reader.BytesConsumed;
        return true;
    }

    // Where the list begins, behind its bracket. All of the file is read for it, so that what follows can rely on it.
    private static int FindGrants(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: true, new JsonReaderState(Reading));
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FileRefusedException(RefusalReason.JsonNoGrants);
            }

            int? grants = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isGrants = reader.ValueTextEquals("grants"u8);
                reader.Read();
                if (isGrants)
                {
                    grants = grants is not null ? throw new FileRefusedException(RefusalReason.JsonNameTwice)
                        : reader.TokenType != JsonTokenType.StartArray ? throw new FileRefusedException(RefusalReason.JsonNoGrants)
                        : (int)reader.BytesConsumed;
                }

                reader.Skip();
            }

            reader.Read();
            return grants ?? throw new FileRefusedException(RefusalReason.JsonNoGrants);
        }
        catch (JsonException exception)
        {
            throw new FileRefusedException(
                RefusalReason.JsonDamaged,
                [$"{exception.LineNumber + 1}", $"{exception.BytePositionInLine + 1}", $"{MaxDepth}"],
                exception);
        }
    }
}
