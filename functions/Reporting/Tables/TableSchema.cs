using System.Text.Json;

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>
/// The columns of the CSV as a Table Schema 2.0; each field also names the column of the same values in the Parquet file.
/// </summary>
internal static class TableSchema
{
    public static void Write(Utf8JsonWriter json, string profiles)
    {
        json.WriteStartObject();
        json.WriteString("$schema", $"{profiles}/tableschema.json");
        WriteStrings(json, "fieldsMatch", ["exact"]);
        json.WriteStartArray("fields");
        foreach (var column in BalanceColumns.All)
        {
            WriteField(json, column);
        }

        json.WriteEndArray();
        WriteStrings(json, "missingValues", [""]);
        WriteStrings(
            json,
            "primaryKey",
            [.. BalanceColumns.All.Where(column => column.Name == BalanceColumns.Key).Select(column => column.Heading)]);
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, BalanceColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Heading);
        json.WriteString("type", TypeOf(column.Type));
        json.WriteString("description", $"{column.Description} / {column.DescriptionEnglish}");
        json.WriteString("parquetColumn", column.Name);
        json.WriteStartObject("constraints");
        json.WriteBoolean("required", column.Required);
        if (column.Name == BalanceColumns.Key)
        {
            json.WriteBoolean("unique", true);
        }

        if (column.Type == ColumnType.Integer)
        {
            json.WriteNumber("minimum", 0);
        }

        if (column.Allowed is { } allowed)
        {
            WriteStrings(json, "enum", allowed);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Date => "date",
        ColumnType.Integer => "integer",
        ColumnType.Amount => "number",
        ColumnType.Flag => "boolean",
        _ => "string",
    };

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
