using System.Text.Json.Nodes;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>The open data as a catalogue by DCAT-AP 3, in JSON-LD. Its context stands in it: nobody else is asked to read it.</summary>
internal static class DcatCatalogue
{
    private const string Authority = "http://publications.europa.eu/resource/authority";

    public static byte[] Of(CatalogueContent content) => JsonText.Write(JsonText.Object(
        ("@context", JsonText.Object(
            ("dcat", "http://www.w3.org/ns/dcat#"),
            ("dct", "http://purl.org/dc/terms/"),
            ("foaf", "http://xmlns.com/foaf/0.1/"),
            ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"))),
        ("@id", $"{content.Server}{CatalogueServices.CataloguePath}"),
        ("@type", "dcat:Catalog"),
        ("dct:title", Text(CatalogueTexts.Title)),
        ("dct:description", Text(CatalogueTexts.Description)),
        ("dct:publisher", Publisher(content)),
        ("dct:license", Licence(content)),
        ("dct:conformsTo", Node("http://data.europa.eu/r5r/", "dct:Standard")),
        ("dct:spatial", Morocco()),
        ("dct:language", Languages()),
        ("foaf:homepage", content.HasPage ? Node($"{content.Server}/", "foaf:Document") : null),
        ("dct:temporal", Temporal(content.Facts)),
        ("dct:modified", Modified(content.Facts)),
        ("dct:provenance", Provenance(content.Facts.Sources.Values.SelectMany(sources => sources).ToHashSet())),
        ("dcat:dataset", JsonText.Array(content.Datasets.Select(dataset => Dataset(content, dataset))))));

    private static JsonObject Dataset(CatalogueContent content, OpenDataset dataset)
    {
        var sources = content.Facts.SourcesOf(dataset);
        var facts = sources.Count > 0 ? content.Facts : null;
        return JsonText.Object(
            ("@id", $"{content.Server}{dataset.Path}#dataset"),
            ("@type", "dcat:Dataset"),
            ("dct:identifier", dataset.Name),
            ("dct:title", Text(dataset.Title)),
            ("dct:description", Text(dataset.Description)),
            ("dct:publisher", Publisher(content)),
            ("dct:accessRights", Node($"{Authority}/access-right/{(content.IsOpen ? "PUBLIC" : "RESTRICTED")}", "dct:RightsStatement")),
            ("dct:spatial", Morocco()),
            ("dct:language", Languages()),
            ("dct:temporal", Temporal(facts)),
            ("dct:modified", Modified(facts)),
            ("dct:provenance", facts is null ? null : Provenance(sources)),
            ("dct:conformsTo", Standards(dataset.Files.Select(file => file.Format.Standard))),
            ("dcat:distribution", JsonText.Array(
            [
                Distribution(content, dataset.Path, "json", "application/json", null),
                .. dataset.Files.Select(file => Distribution(
                    content, file.Path, file.Format.Extension, file.Format.ContentType.Split(';')[0], file.Format.Standard)),
            ])));
    }

    private static JsonObject Distribution(CatalogueContent content, string path, string format, string mediaType, Uri? standard)
    {
        var address = $"{content.Server}{path}";
        return JsonText.Object(
            ("@id", address),
            ("@type", "dcat:Distribution"),
            ("dct:title", format),
            ("dcat:accessURL", Node(address)),
            ("dcat:downloadURL", Node(address)),
            ("dcat:mediaType", Node($"https://www.iana.org/assignments/media-types/{mediaType}", "dct:MediaType")),
            ("dct:license", Licence(content)),
            ("dct:conformsTo", Standards([standard])));
    }

    private static JsonObject Publisher(CatalogueContent content) => JsonText.Object(
        ("@id", $"{content.Server}{CatalogueServices.CataloguePath}#publisher"),
        ("@type", "foaf:Agent"),
        ("foaf:name", content.Publishing.PublisherName.French));

    private static JsonObject Licence(CatalogueContent content) => Node(content.Publishing.Licence.AbsoluteUri, "dct:LicenseDocument");

    private static JsonObject Morocco() => Node($"{Authority}/country/MAR", "dct:Location");

    private static JsonObject? Temporal(CatalogueFacts? facts) => facts is { First: { } first, Last: { } last }
        ? JsonText.Object(
            ("@type", "dct:PeriodOfTime"),
            ("dcat:startDate", Typed($"{first:O}", "xsd:date")),
            ("dcat:endDate", Typed($"{last:O}", "xsd:date")))
        : null;

    private static JsonObject? Modified(CatalogueFacts? facts) =>
        facts?.Recorded is { } recorded ? Typed($"{recorded.UtcDateTime:s}Z", "xsd:dateTime") : null;

    private static JsonObject? Provenance(IReadOnlySet<string> sources) => CatalogueTexts.Provenance(sources) is { } provenance
        ? JsonText.Object(("@type", "dct:ProvenanceStatement"), ("rdfs:label", Text(provenance)))
        : null;

    private static JsonArray? Standards(IEnumerable<Uri?> standards) =>
        standards.OfType<Uri>().Select(standard => Node(standard.AbsoluteUri, "dct:Standard")).ToList() is { Count: > 0 } all
            ? JsonText.Array(all)
            : null;

    private static JsonArray Languages() => JsonText.Array(
        Node($"{Authority}/language/FRA", "dct:LinguisticSystem"), Node($"{Authority}/language/ARA", "dct:LinguisticSystem"));

    private static JsonArray Text(BilingualText text) => JsonText.Array(
        JsonText.Object(("@language", "fr"), ("@value", text.French)), JsonText.Object(("@language", "en"), ("@value", text.English)));

    private static JsonObject Typed(string value, string type) => JsonText.Object(("@type", type), ("@value", value));

    private static JsonObject Node(string address, string? type = null) => JsonText.Object(("@id", address), ("@type", type));
}
