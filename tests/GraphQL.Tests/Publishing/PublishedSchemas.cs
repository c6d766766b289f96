using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;
using Json.Schema;

namespace IndhCoops.GraphQL.Tests.Publishing;

/// <summary>The schemas that the standards publish. Schemas/SOURCES.md says where they are from.</summary>
internal static class PublishedSchemas
{
    /// <summary>What is wrong with a 360Giving file, by a version of the standard; nothing where it is sound.</summary>
    public static IReadOnlyList<string> FaultsOfGiving(JsonNode package, string version)
    {
        // Version 1.1 is written in draft 4 of JSON Schema. What it uses of it means the same in draft 7.
        var options = Options();
        var named = version == "1.1.4" ? "master" : "1.4.2";
        options.SchemaRegistry.Register(
            new Uri($"https://raw.githubusercontent.com/ThreeSixtyGiving/standard/{named}/schema/360-giving-schema.json"),
            Schema($"360-giving-schema-{version}.json"));
        var schema = Schema($"360-giving-package-schema-{version}.json");

        // Each grant is compared with each other one, so a file is judged twenty grants at a time.
        var whole = package.DeepClone().AsObject();
        var grants = whole["grants"]!.AsArray().ToList();
        return [.. grants.Chunk(20).DefaultIfEmpty([]).SelectMany(some =>
        {
            whole["grants"] = new JsonArray([.. some.Select(grant => grant?.DeepClone())]);
            return Faults(schema, whole, options);
        })];
    }

    /// <summary>What is wrong with a Data Package.</summary>
    public static IReadOnlyList<string> FaultsOfDataPackage(JsonNode package) => Faults(Schema("datapackage-2.0.json"), package, Options());

    /// <summary>What is wrong with an IATI file.</summary>
    public static IReadOnlyList<string> FaultsOfActivities(Stream xml)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.Schemas.XmlResolver = new Embedded();
        settings.Schemas.Add(
            null,
            XmlReader.Create(
                Open("iati-activities-schema.xsd"),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore },
                "schemas:///iati-activities-schema.xsd"));
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(xml, settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private static EvaluationOptions Options() => new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = true };

    private static List<string> Faults(JsonSchema schema, JsonNode instance, EvaluationOptions options)
    {
        // What is sound is judged without keeping a result for each of its values.
        if (schema.Evaluate(instance, options).IsValid)
        {
            return [];
        }

        options.OutputFormat = OutputFormat.List;
        var results = schema.Evaluate(instance, options);
        return
        [
            .. results.Details.Where(detail => detail.HasErrors).SelectMany(
                detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key}: {error.Value}")),
        ];
    }

    private static JsonSchema Schema(string name)
    {
        using var text = new StreamReader(Open(name));
        return JsonSchema.FromText(text.ReadToEnd()
            .Replace("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#", StringComparison.Ordinal)
            .Replace(
                "http://json-schema.org/draft/2020-12/schema",
                "https://json-schema.org/draft/2020-12/schema",
                StringComparison.Ordinal));
    }

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);

    private sealed class Embedded : XmlResolver
    {
        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => Open(absoluteUri.Segments[^1]);
    }
}
