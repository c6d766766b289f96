using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>Writes the answer of three levels, straight into the response.</summary>
internal sealed class LevelsJson(PipeWriter output) : IAsyncDisposable
{
    private readonly Utf8JsonWriter _json = new(
        output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Opens the list of provinces.</summary>
    public void Begin()
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data"u8);
        _json.WriteStartObject("provinces"u8);
        _json.WriteStartArray("nodes"u8);
    }

    /// <summary>Opens a province and its list of cooperatives.</summary>
    public void BeginProvince(string code, string name)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, code);
        _json.WriteString("name"u8, name);
        _json.WriteStartObject("cooperatives"u8);
        _json.WriteStartArray("nodes"u8);
    }

    /// <summary>Opens a cooperative and its list of grants.</summary>
    public void BeginCooperative(Guid id, string name)
    {
        _json.WriteStartObject();
        _json.WriteString("id"u8, id);
        _json.WriteString("name"u8, name);
        _json.WriteStartObject("grants"u8);
        _json.WriteStartArray("nodes"u8);
    }

    /// <summary>Writes a grant; its amount without trailing zeros.</summary>
    public void Grant(decimal amount, string? awardedOn, string? programme, string? programmeName)
    {
        _json.WriteStartObject();
        _json.WriteNumber("amount"u8, amount / 1.000000000000000000000000000000m);
        _json.WriteString("awardedOn"u8, awardedOn);
        if (programme is null)
        {
            _json.WriteNull("programme"u8);
        }
        else
        {
            _json.WriteStartObject("programme"u8);
            _json.WriteString("code"u8, programme);
            _json.WriteString("name"u8, programmeName);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }

    /// <summary>Closes the list that was opened last, and what it is in.</summary>
    public void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Closes what <see cref="Begin"/> opened.</summary>
    public void EndAll()
    {
        End();
        _json.WriteEndObject();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _json.DisposeAsync();
}
