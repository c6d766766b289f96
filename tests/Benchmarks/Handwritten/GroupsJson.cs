using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>Writes the groups that the graph gives, straight into the response.</summary>
internal sealed class GroupsJson(PipeWriter output) : IAsyncDisposable
{
    private readonly Utf8JsonWriter _json = new(
        output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Opens the list of groups of a list.</summary>
    public void Begin(ReadOnlySpan<byte> list)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data"u8);
        _json.WriteStartObject(list);
        _json.WriteStartArray("groups"u8);
    }

    /// <summary>Closes what <see cref="Begin"/> opened.</summary>
    public void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Writes a group; its amounts without trailing zeros.</summary>
    public void Group(string province, string? year, long count, decimal sum, decimal share)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("key"u8);
        _json.WriteStartObject("cooperative"u8);
        _json.WriteStartObject("province"u8);
        _json.WriteString("name"u8, province);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteString("awardedOn"u8, year);
        _json.WriteEndObject();
        _json.WriteNumber("count"u8, count);
        Amount("sum"u8, sum);
        _json.WriteStartObject("share"u8);
        Amount("sum"u8, Math.Round(share, 6, MidpointRounding.AwayFromZero));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Writes the movements of a month.</summary>
    public void Month(string month, long count, decimal sum)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("key"u8);
        _json.WriteString("effectiveOn"u8, month);
        _json.WriteEndObject();
        _json.WriteNumber("count"u8, count);
        Amount("sum"u8, sum);
        _json.WriteEndObject();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void Amount(ReadOnlySpan<byte> name, decimal amount)
    {
        _json.WriteStartObject(name);
        _json.WriteNumber("amount"u8, amount / 1.000000000000000000000000000000m);
        _json.WriteEndObject();
    }
}
