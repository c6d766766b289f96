using System.IO.Pipelines;
using System.Xml;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Grants by the IATI activity standard 2.03, as XML: an activity for each grant, with its commitment.</summary>
internal sealed class ActivitiesFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock)
    : GrantsFile(table, request, publishing, clock)
{
    public static TableFormat Format(PublishingOptions publishing, TimeProvider clock) =>
        new("iati.xml", "application/xml; charset=utf-8", (table, request) => new ActivitiesFile(table, request, publishing, clock))
        {
            Needs = GrantRows.Needed,
            Standard = new Uri("https://iatistandard.org/en/iati-standard/203/"),
        };

    public override ITableWriter Write(PipeWriter output) => new Writer(this, output);

    private sealed class Writer : ITableWriter
    {
        // Texts are looked through before they are written.
        private static readonly XmlWriterSettings Settings = new()
        {
            CheckCharacters = false,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };

        private readonly ActivitiesFile _file;
        private readonly PipeStream _stream;
        private readonly XmlWriter _xml;
        private readonly GrantActivity _activity;

        public Writer(ActivitiesFile file, PipeWriter output)
        {
            _file = file;
            _stream = new PipeStream(output);
            _xml = XmlWriter.Create(_stream, Settings);
            _activity = new GrantActivity(file, _xml);
        }

        public ValueTask BeginAsync(CancellationToken cancellationToken)
        {
            _xml.WriteStartDocument();
            _xml.WriteComment(
                $" {GrantTexts.Title(_file.Origin)}. {GrantTexts.Description(_file.Origin)} Licence : "
                    + $"{_file.Publishing.Licence.AbsoluteUri} ");
            _xml.WriteStartElement("iati-activities");
            _xml.WriteAttributeString("version", "2.03");
            _xml.WriteAttributeString("generated-datetime", GrantTexts.Moment(_file.Now));
            return ValueTask.CompletedTask;
        }

        public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
        {
            if (_file.Read(row) is { } grant)
            {
                _activity.Write(grant);
            }

            return _stream.SendAsync(cancellationToken);
        }

        public ValueTask EndAsync(CancellationToken cancellationToken)
        {
            _xml.WriteEndDocument();
            _xml.Flush();
            return _stream.SendAllAsync(cancellationToken);
        }

        public void Dispose() => _xml.Dispose();
    }
}
