using System.IO.Pipelines;
using System.Xml;
using IndhCoops.GraphQL.Hosting.Publishing;

namespace IndhCoops.GraphQL.Tables.Publishing;

/// <summary>Grants by the IATI activity standard 2.03, as XML: an activity for each grant, with its commitment.</summary>
internal sealed class ActivitiesFile(TablePlan table, HttpRequest request, PublishingOptions publishing, TimeProvider clock)
    : GrantsFile(table, request, publishing, clock)
{
    // Texts are looked through before they are written.
    private static readonly XmlWriterSettings Settings = new()
    {
        CheckCharacters = false,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static TableFormat Format(PublishingOptions publishing, TimeProvider clock) => FormatOf(
        "iati.xml",
        "application/xml; charset=utf-8",
        "https://iatistandard.org/en/iati-standard/203/",
        (table, request) => new ActivitiesFile(table, request, publishing, clock));

    public override async Task WriteAsync(IAsyncEnumerable<DbDataReader> rows, PipeWriter output, CancellationToken cancellationToken)
    {
        var stream = new PipeStream(output);
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument();
        xml.WriteComment(
            $" {GrantTexts.Title(Origin)}. {GrantTexts.Description(Origin)} Licence : {Publishing.Licence.AbsoluteUri} ");
        xml.WriteStartElement("iati-activities");
        xml.WriteAttributeString("version", "2.03");
        xml.WriteAttributeString("generated-datetime", GrantTexts.Moment(Now));
        var activity = new GrantActivity(Server, Publishing);
        await foreach (var row in rows)
        {
            if (Read(row) is { } grant)
            {
                activity.Of(grant).WriteTo(xml);
            }

            await stream.SendAsync(cancellationToken);
        }

        xml.WriteEndDocument();
        xml.Flush();
        await stream.SendAllAsync(cancellationToken);
    }
}
