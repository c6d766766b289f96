using System.Text.Json;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>The tables of the open data as a Data Package 2.0: a CSV file each, with the types of its columns.</summary>
internal static class DataPackage
{
    private const string Profiles = "https://datapackage.org/profiles/2.0";
    private const string CreativeCommons = "https://creativecommons.org/licenses/by/4.0/";

    public static byte[] Of(CatalogueContent content) => JsonText.Object(json =>
    {
        json.WriteString("$schema", $"{Profiles}/datapackage.json");
        json.WriteString("name", "indh-cooperatives");
        json.WriteString("title", Both(CatalogueTexts.Title));
        json.WriteString("description", Both(CatalogueTexts.Description));
        json.WriteString("homepage", $"{content.Server}{(content.HasPage ? "/" : OpenDatasets.ListPath)}");
        json.WriteStartArray("contributors");
        json.WriteStartObject();
        json.WriteString("title", content.Publishing.PublisherName.French);
        WriteTexts(json, "roles", ["publisher"]);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteLicence(json, content.Publishing.Licence.AbsoluteUri);
        json.WriteStartArray("resources");
        foreach (var dataset in content.Datasets)
        {
            if (dataset is { Columns: { } columns } && dataset.Files.FirstOrDefault(file => file.Format == CsvTable.Format) is { } file)
            {
                WriteResource(json, content, dataset, columns, file);
            }
        }

        json.WriteEndArray();
    });

    private static void WriteLicence(Utf8JsonWriter json, string address)
    {
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        if (address == CreativeCommons)
        {
            json.WriteString("name", "CC-BY-4.0");
            json.WriteString("title", "Creative Commons Attribution 4.0 International");
        }

        json.WriteString("path", address);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResource(
        Utf8JsonWriter json, CatalogueContent content, OpenDataset dataset, IReadOnlyList<TableColumn> columns, OpenFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", dataset.Name);
        json.WriteString("type", "table");

        // A package is for programs: texts are as they were recorded, and without a byte order mark, which npm's datapackage takes for a
        // part of the first name.
        json.WriteString(
            "path", $"{content.Server}{file.Path}{(file.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}guard=false&bom=false");
        json.WriteString("title", Both(dataset.Title));
        json.WriteString("description", Both(dataset.Description, "\n\n"));
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        if (CatalogueTexts.Provenance(content.Facts.SourcesOf(dataset)) is { } provenance)
        {
            json.WriteStartArray("sources");
            json.WriteStartObject();
            json.WriteString("title", Both(provenance));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("schema");
        json.WriteString("$schema", $"{Profiles}/tableschema.json");
        json.WriteStartArray("fields");
        for (var i = 0; i < columns.Count; i++)
        {
            WriteField(json, columns[i], dataset.Headings[i]);
        }

        json.WriteEndArray();
        WriteTexts(json, "missingValues", [""]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, TableColumn column, string heading)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("title", heading);
        json.WriteString("type", column.Kind switch
        {
            ScalarKind.Int or ScalarKind.Long => "integer",
            ScalarKind.Decimal => "number",
            ScalarKind.Boolean => "boolean",
            ScalarKind.Date => "date",
            ScalarKind.DateTime => "datetime",
            _ => "string",
        });
        if (column.Kind is ScalarKind.DateTime or ScalarKind.Uuid)
        {
            json.WriteString("format", column.Kind == ScalarKind.Uuid ? "uuid" : "any");
        }

        json.WriteEndObject();
    }

    private static string Both(LocalText text, string separator = " · ") =>
        text.French == text.English ? text.French : $"{text.French}{separator}{text.English}";

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
