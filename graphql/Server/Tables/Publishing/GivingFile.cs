using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>
/// Grants by the 360Giving Data Standard 1.1, as JSON. Data for which the standard has no field stands in objects <c>indh</c>; the import
/// reads them back.
/// </summary>
internal sealed class GivingFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock)
    : GrantsFile(table, request, publishing, clock)
{
    // People read it too, so accents are not escaped. It is never embedded in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is not known is left out.
    private static readonly JsonSerializerOptions Known = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static TableFormat Format(PublishingOptions publishing, TimeProvider clock) => FormatOf(
        "360giving.json",
        "application/json; charset=utf-8",
        "https://standard.threesixtygiving.org/",
        (table, request) => new GivingFile(table, request, publishing, clock));

    public override async Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        using var sending = new TextOutput(output);
        using var json = new Utf8JsonWriter(sending.Text, Options);
        WriteHead(json);
        var giving = new GivingGrant(Server, Publishing);
        await foreach (var row in rows)
        {
            if (Read(row) is { } grant)
            {
                JsonSerializer.Serialize(json, giving.Of(grant), Known);
                json.Flush();
            }

            await sending.SendAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        await sending.SendAllAsync(cancellationToken);
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", "1.1");
        json.WriteString("title", GrantTexts.Title(Origin));
        json.WriteString("description", GrantTexts.Description(Origin));
        json.WriteString("issued", GrantTexts.Day(Today));
        if (UpdatedAt is { } updated)
        {
            json.WriteString("modified", GrantTexts.Moment(updated));
        }

        json.WriteString("license", Publishing.Licence.AbsoluteUri);
        json.WriteStartObject("publisher");
        json.WriteString("name", Publishing.PublisherName.French);
        json.WriteString("website", Server);
        json.WriteEndObject();
        json.WriteString("downloadURL", Address);
        json.WriteStartArray("grants");
    }
}
