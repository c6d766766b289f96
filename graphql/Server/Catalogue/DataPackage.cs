using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Tables;

namespace IndhCoops.GraphQL.Catalogue;

/// <summary>The tables of the open data as a Data Package 2.0: a CSV file each, with the types of its columns.</summary>
internal static class DataPackage
{
    private const string Profiles = "https://datapackage.org/profiles/2.0";
    private const string CreativeCommons = "https://creativecommons.org/licenses/by/4.0/";

    public static byte[] Of(CatalogueContent content) => JsonText.Write(JsonText.Object(
        ("$schema", $"{Profiles}/datapackage.json"),
        ("name", "indh-cooperatives"),
        ("title", Both(CatalogueTexts.Title)),
        ("description", Both(CatalogueTexts.Description)),
        ("homepage", $"{content.Server}{(content.HasPage ? "/" : OpenDatasets.ListPath)}"),
        ("contributors", JsonText.Array(JsonText.Object(
            ("title", content.Publishing.PublisherName.French), ("roles", JsonText.Array("publisher"))))),
        ("licenses", JsonText.Array(Licence(content.Publishing.Licence.AbsoluteUri))),
        ("resources", JsonText.Array(
            from dataset in content.Datasets
            where dataset.Columns is not null
            let file = dataset.Files.FirstOrDefault(file => file.Format == CsvTable.Format)
            where file is not null
            select Resource(content, dataset, file)))));

    private static JsonObject Licence(string address) => JsonText.Object(
        ("name", address == CreativeCommons ? "CC-BY-4.0" : null),
        ("title", address == CreativeCommons ? "Creative Commons Attribution 4.0 International" : null),
        ("path", address));

    private static JsonObject Resource(CatalogueContent content, OpenDataset dataset, OpenFile file) => JsonText.Object(
        ("name", dataset.Name),
        ("type", "table"),

        // A package is for programs: texts are as they were recorded, and without a byte order mark, which npm's datapackage takes for a
        // part of the first name.
        ("path", $"{content.Server}{file.Path}{(file.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}guard=false&bom=false"),
        ("title", Both(dataset.Title)),
        ("description", Both(dataset.Description, "\n\n")),
        ("format", "csv"),
        ("mediatype", "text/csv"),
        ("encoding", "utf-8"),
        ("sources", CatalogueTexts.Provenance(content.Facts.SourcesOf(dataset)) is { } provenance
            ? JsonText.Array(JsonText.Object(("title", Both(provenance))))
            : null),
        ("schema", JsonText.Object(
            ("$schema", $"{Profiles}/tableschema.json"),
            ("fields", JsonText.Array(dataset.Columns!.Select((column, i) => Field(column, dataset.Headings[i])))),
            ("missingValues", JsonText.Array("")))));

    private static JsonObject Field(TableColumn column, string heading) => JsonText.Object(
        ("name", column.Name),
        ("title", heading),
        ("type", column.Kind switch
        {
            ScalarKind.Int or ScalarKind.Long => "integer",
            ScalarKind.Decimal => "number",
            ScalarKind.Boolean => "boolean",
            ScalarKind.Date => "date",
            ScalarKind.DateTime => "datetime",
            _ => "string",
        }),
        ("format", column.Kind switch { ScalarKind.DateTime => "any", ScalarKind.Uuid => "uuid", _ => null }));

    private static string Both(BilingualText text, string separator = " · ") =>
        text.French == text.English ? text.French : $"{text.French}{separator}{text.English}";
}
