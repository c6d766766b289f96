using System.Globalization;
using System.Text.Json;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>
/// The open data as a catalogue by DCAT-AP 3, in JSON-LD. Its context stands in it, so that it is read without asking anybody else.
/// </summary>
internal static class DcatCatalogue
{
    private const string Authority = "http://publications.europa.eu/resource/authority";

    private static readonly (string Prefix, string Namespace)[] Context =
    [
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ];

    public static byte[] Of(CatalogueContent content) => JsonText.Object(json =>
    {
        json.WriteStartObject("@context");
        foreach (var (prefix, name) in Context)
        {
            json.WriteString(prefix, name);
        }

        json.WriteEndObject();
        json.WriteString("@id", $"{content.Server}{CatalogueServices.CataloguePath}");
        json.WriteString("@type", "dcat:Catalog");
        WriteText(json, "dct:title", CatalogueTexts.Title);
        WriteText(json, "dct:description", CatalogueTexts.Description);
        WritePublisher(json, content);
        WriteLicence(json, content);
        WriteNode(json, "dct:conformsTo", "http://data.europa.eu/r5r/", "dct:Standard");
        WriteNode(json, "dct:spatial", $"{Authority}/country/MAR", "dct:Location");
        WriteLanguages(json);
        if (content.HasPage)
        {
            WriteNode(json, "foaf:homepage", $"{content.Server}/", "foaf:Document");
        }

        WriteTimes(json, content.Facts);
        WriteProvenance(json, content.Facts.Sources.Values.SelectMany(sources => sources).ToHashSet());
        json.WriteStartArray("dcat:dataset");
        foreach (var dataset in content.Datasets)
        {
            WriteDataset(json, content, dataset);
        }

        json.WriteEndArray();
    });

    private static void WriteDataset(Utf8JsonWriter json, CatalogueContent content, OpenDataset dataset)
    {
        json.WriteStartObject();
        json.WriteString("@id", $"{content.Server}{dataset.Path}#dataset");
        json.WriteString("@type", "dcat:Dataset");
        json.WriteString("dct:identifier", dataset.Name);
        WriteText(json, "dct:title", dataset.Title);
        WriteText(json, "dct:description", dataset.Description);
        WritePublisher(json, content);
        WriteNode(
            json, "dct:accessRights", $"{Authority}/access-right/{(content.IsOpen ? "PUBLIC" : "RESTRICTED")}", "dct:RightsStatement");
        WriteNode(json, "dct:spatial", $"{Authority}/country/MAR", "dct:Location");
        WriteLanguages(json);
        if (content.Facts.SourcesOf(dataset) is { Count: > 0 } sources)
        {
            WriteTimes(json, content.Facts);
            WriteProvenance(json, sources);
        }

        WriteStandards(json, dataset.Files.Select(file => file.Format.Standard).OfType<Uri>());
        json.WriteStartArray("dcat:distribution");
        WriteDistribution(json, content, dataset.Path, "json", "application/json", null);
        foreach (var file in dataset.Files)
        {
            WriteDistribution(json, content, file.Path, file.Format.Extension, file.Format.ContentType.Split(';')[0], file.Format.Standard);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDistribution(
        Utf8JsonWriter json, CatalogueContent content, string path, string format, string mediaType, Uri? standard)
    {
        var address = $"{content.Server}{path}";
        json.WriteStartObject();
        json.WriteString("@id", address);
        json.WriteString("@type", "dcat:Distribution");
        json.WriteString("dct:title", format);
        WriteReference(json, "dcat:accessURL", address);
        WriteReference(json, "dcat:downloadURL", address);
        WriteNode(json, "dcat:mediaType", $"https://www.iana.org/assignments/media-types/{mediaType}", "dct:MediaType");
        WriteLicence(json, content);
        WriteStandards(json, standard is null ? [] : [standard]);
        json.WriteEndObject();
    }

    private static void WritePublisher(Utf8JsonWriter json, CatalogueContent content)
    {
        json.WriteStartObject("dct:publisher");
        json.WriteString("@id", $"{content.Server}{CatalogueServices.CataloguePath}#publisher");
        json.WriteString("@type", "foaf:Agent");
        json.WriteString("foaf:name", content.Publishing.PublisherName.French);
        json.WriteEndObject();
    }

    private static void WriteLicence(Utf8JsonWriter json, CatalogueContent content) =>
        WriteNode(json, "dct:license", content.Publishing.Licence.AbsoluteUri, "dct:LicenseDocument");

    private static void WriteTimes(Utf8JsonWriter json, CatalogueFacts facts)
    {
        if (facts is { First: { } first, Last: { } last })
        {
            json.WriteStartObject("dct:temporal");
            json.WriteString("@type", "dct:PeriodOfTime");
            WriteTyped(json, "dcat:startDate", first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date");
            WriteTyped(json, "dcat:endDate", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date");
            json.WriteEndObject();
        }

        if (facts.Recorded is { } recorded)
        {
            WriteTyped(
                json, "dct:modified", recorded.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), "xsd:dateTime");
        }
    }

    private static void WriteProvenance(Utf8JsonWriter json, IReadOnlySet<string> sources)
    {
        if (CatalogueTexts.Provenance(sources) is { } provenance)
        {
            json.WriteStartObject("dct:provenance");
            json.WriteString("@type", "dct:ProvenanceStatement");
            WriteText(json, "rdfs:label", provenance);
            json.WriteEndObject();
        }
    }

    private static void WriteStandards(Utf8JsonWriter json, IEnumerable<Uri> standards)
    {
        var all = standards.ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray("dct:conformsTo");
        foreach (var standard in all)
        {
            json.WriteStartObject();
            json.WriteString("@id", standard.AbsoluteUri);
            json.WriteString("@type", "dct:Standard");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLanguages(Utf8JsonWriter json)
    {
        json.WriteStartArray("dct:language");
        foreach (var language in (string[])["FRA", "ARA"])
        {
            json.WriteStartObject();
            json.WriteString("@id", $"{Authority}/language/{language}");
            json.WriteString("@type", "dct:LinguisticSystem");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, LocalText text)
    {
        json.WriteStartArray(name);
        foreach (var (language, value) in ((string, string)[])[("fr", text.French), ("en", text.English)])
        {
            json.WriteStartObject();
            json.WriteString("@language", language);
            json.WriteString("@value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string value, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("@type", type);
        json.WriteString("@value", value);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, string name, string address, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("@id", address);
        json.WriteString("@type", type);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string name, string address)
    {
        json.WriteStartObject(name);
        json.WriteString("@id", address);
        json.WriteEndObject();
    }
}
