using System.IO.Pipelines;
using System.Text.Encodings.Web;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>
/// Grants by the 360Giving Data Standard 1.1, as JSON. Data for which the standard has no field stands in objects <c>indh</c>; the import
/// reads them back.
/// </summary>
internal sealed class GivingFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock)
    : GrantsFile(table, request, publishing, clock)
{
    public static TableFormat Format(PublishingOptions publishing, TimeProvider clock) =>
        new("360giving.json", "application/json; charset=utf-8", (table, request) => new GivingFile(table, request, publishing, clock))
        {
            Needs = GrantRows.Needed,
            Standard = new Uri("https://standard.threesixtygiving.org/"),
        };

    public override ITableWriter Write(PipeWriter output) => new Writer(this, output);

    private sealed class Writer(GivingFile file, PipeWriter output) : ITableWriter
    {
        private const long SentAt = 32 * 1024;

        // People read it too, so accents are not escaped. It is never embedded in HTML.
        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private readonly Utf8JsonWriter _json = new(output, Options);
        private readonly GivingGrant _grant = new(file);
        private long _sent;

        public ValueTask BeginAsync(CancellationToken cancellationToken)
        {
            _json.WriteStartObject();
            _json.WriteString("version", "1.1");
            _json.WriteString("title", GrantTexts.Title(file.Origin));
            _json.WriteString("description", GrantTexts.Description(file.Origin));
            _json.WriteString("issued", GrantTexts.Day(file.Today));
            if (file.UpdatedAt is { } updated)
            {
                _json.WriteString("modified", GrantTexts.Moment(updated));
            }

            _json.WriteString("license", file.Publishing.Licence.AbsoluteUri);
            _json.WriteStartObject("publisher");
            _json.WriteString("name", file.Publishing.PublisherName.French);
            _json.WriteString("website", file.Server);
            _json.WriteEndObject();
            _json.WriteString("downloadURL", file.Address);
            _json.WriteStartArray("grants");
            return ValueTask.CompletedTask;
        }

        public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
        {
            if (file.Read(row) is { } grant)
            {
                _grant.Write(_json, grant);
            }

            return _json.BytesCommitted + _json.BytesPending - _sent < SentAt ? ValueTask.CompletedTask : SendAsync(cancellationToken);
        }

        public ValueTask EndAsync(CancellationToken cancellationToken)
        {
            _json.WriteEndArray();
            _json.WriteEndObject();
            return SendAsync(cancellationToken);
        }

        public void Dispose() => _json.Dispose();

        private async ValueTask SendAsync(CancellationToken cancellationToken)
        {
            _json.Flush();
            _sent = _json.BytesCommitted;
            await output.FlushAsync(cancellationToken);
        }
    }
}
