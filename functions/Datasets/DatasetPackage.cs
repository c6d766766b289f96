using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using IndhCoops.Domain.Files.Parquet;

namespace IndhCoops.Functions.Datasets;

/// <summary>A file of the dataset as its Data Package names it.</summary>
/// <param name="Table">The table that it is a part of.</param>
/// <param name="Title">What the table holds, in French.</param>
/// <param name="Name">Its name, once in the package.</param>
/// <param name="Path">Its path below the folder of the dataset.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal.</param>
/// <param name="Rows">How many rows it holds.</param>
/// <param name="Columns">Its columns; empty where the file says them alone.</param>
internal sealed record DatasetFile(
    string Table, string Title, string Name, string Path, long Bytes, string Sha256, long Rows, IReadOnlyList<ParquetColumn> Columns);

/// <summary>What is looked up in a package that was written before.</summary>
internal sealed record WrittenPackage(string Version, IReadOnlyList<WrittenFile> Resources);

/// <summary>A file that it names.</summary>
internal sealed record WrittenFile(string Path, string Hash);

/// <summary>The Data Package 2.0 that lists the files of the dataset, so that a reader sees one whole state.</summary>
internal static class DatasetPackage
{
    public const string Path = "datasets/datapackage.json";

    public const string ContentType = "application/json";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The package as JSON.</summary>
    public static byte[] Write(string version, DateTimeOffset created, IReadOnlyList<DatasetFile> files)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
            json.WriteString("name", "indh-cooperatives");
            json.WriteString("title", "Soutien de l’INDH aux coopératives : toutes les données");
            json.WriteString(
                "description",
                "Chaque table en Parquet ; une ressource par fichier. Le champ « table » réunit celles d’une même table. "
                    + "/ Each table as Parquet, a resource for each file; the field \"table\" joins those of one table.");
            json.WriteString("version", version);
            json.WriteString("created", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteStartArray("licenses");
            json.WriteStartObject();
            json.WriteString("name", "CC-BY-4.0");
            json.WriteString("path", "https://creativecommons.org/licenses/by/4.0/");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("resources");
            foreach (var file in files)
            {
                Write(json, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a package that was written before; null where there is none, or something else in its place.</summary>
    public static WrittenPackage? Read(BinaryData? json)
    {
        try
        {
            return json?.ToObjectFromJson<WrittenPackage>(Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, DatasetFile file)
    {
        json.WriteStartObject();
        json.WriteString("name", file.Name);
        json.WriteString("table", file.Table);
        json.WriteString("title", file.Title);
        json.WriteString("path", file.Path);
        json.WriteString("format", "parquet");
        json.WriteString("mediatype", "application/vnd.apache.parquet");
        json.WriteNumber("bytes", file.Bytes);
        json.WriteString("hash", $"sha256:{file.Sha256}");
        json.WriteNumber("rows", file.Rows);
        if (file.Columns.Count > 0)
        {
            json.WriteStartObject("schema");
            json.WriteStartArray("fields");
            foreach (var column in file.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("type", TypeOf(column.Value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string TypeOf(ParquetValue value) => value switch
    {
        ParquetValue.Whole or ParquetValue.Long => "integer",
        ParquetValue.Exact => "number",
        ParquetValue.Flag => "boolean",
        ParquetValue.Day => "date",
        ParquetValue.Moment => "datetime",
        _ => "string",
    };
}
