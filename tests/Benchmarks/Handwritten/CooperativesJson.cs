using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>Writes the answers that the graph gives, straight into the response.</summary>
internal sealed class CooperativesJson(PipeWriter output) : IAsyncDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Utf8JsonWriter _json = new(output, Options);

    /// <summary>Opens the list of cooperatives.</summary>
    public void Begin()
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data"u8);
        _json.WriteStartObject("cooperatives"u8);
        _json.WriteStartArray("nodes"u8);
    }

    /// <summary>Closes what <see cref="Begin"/> opened.</summary>
    public void End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Writes the whole answer of the count.</summary>
    public void Count(long count)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data"u8);
        _json.WriteStartObject("cooperatives"u8);
        _json.WriteNumber("totalCount"u8, count);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Writes the whole answer that counts different values of grants.</summary>
    public void Distinct(long cooperatives, long phases, long projects)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data"u8);
        _json.WriteStartObject("grants"u8);
        _json.WriteStartObject("aggregate"u8);
        _json.WriteStartObject("countDistinct"u8);
        _json.WriteStartObject("cooperative"u8);
        _json.WriteNumber("id"u8, cooperatives);
        _json.WriteEndObject();
        _json.WriteNumber("phase"u8, phases);
        _json.WriteStartObject("project"u8);
        _json.WriteNumber("id"u8, projects);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Writes the whole answer of the region.</summary>
    public void Single(string code, string name, string nameArabic, int population)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("data"u8);
        _json.WriteStartObject("region"u8);
        _json.WriteString("code"u8, code);
        _json.WriteString("name"u8, name);
        _json.WriteString("nameArabic"u8, nameArabic);
        _json.WriteNumber("population"u8, population);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Writes a cooperative of the flat page.</summary>
    public void Flat(Guid id, string name, int? foundedYear, bool? exports, string province, string provinceName)
    {
        _json.WriteStartObject();
        _json.WriteString("id"u8, id);
        _json.WriteString("name"u8, name);
        if (foundedYear is { } year)
        {
            _json.WriteNumber("foundedYear"u8, year);
        }
        else
        {
            _json.WriteNull("foundedYear"u8);
        }

        if (exports is { } does)
        {
            _json.WriteBoolean("exports"u8, does);
        }
        else
        {
            _json.WriteNull("exports"u8);
        }

        _json.WriteStartObject("province"u8);
        _json.WriteString("code"u8, province);
        _json.WriteString("name"u8, provinceName);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Opens a cooperative of the nested page and its list of grants.</summary>
    public void BeginNested(Guid id, string name, string province, string provinceName, string region, string regionName)
    {
        _json.WriteStartObject();
        _json.WriteString("id"u8, id);
        _json.WriteString("name"u8, name);
        _json.WriteStartObject("province"u8);
        _json.WriteString("code"u8, province);
        _json.WriteString("name"u8, provinceName);
        _json.WriteStartObject("region"u8);
        _json.WriteString("code"u8, region);
        _json.WriteString("name"u8, regionName);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteStartObject("grants"u8);
        _json.WriteStartArray("nodes"u8);
    }

    /// <summary>Writes a grant; its amount without trailing zeros.</summary>
    public void Grant(decimal amount, string? awardedOn, string? phase, string? programme, string? programmeName)
    {
        _json.WriteStartObject();
        _json.WriteNumber("amount"u8, amount / 1.000000000000000000000000000000m);
        _json.WriteString("awardedOn"u8, awardedOn);
        _json.WriteString("phase"u8, phase);
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

    /// <summary>Closes what <see cref="BeginNested"/> opened.</summary>
    public void EndNested()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _json.DisposeAsync();
}
