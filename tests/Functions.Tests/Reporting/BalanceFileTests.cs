using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DuckDB.NET.Data;
using IndhCoops.Functions.Reporting;
using IndhCoops.Functions.Reporting.Tables;
using IndhCoops.Functions.Reporting.Workbook;

namespace IndhCoops.Functions.Tests.Reporting;

/// <summary>The balances in CSV and Parquet, and the Data Package that describes them, hold what the report says to the centime.</summary>
public abstract class BalanceFileTests(ReportFixture fixture)
{
    private MonthReport Report => fixture.Report;

    private ReadOnlyMemory<byte> File(string name) => fixture.Files[name].Bytes;

    private static IEnumerable<BalanceColumn> Columns(ColumnType type) => BalanceColumns.All.Where(column => column.Type == type);

    private decimal SumOf(BalanceColumn column) => Report.Balances.Sum(line => (decimal?)column.Value(Report, line)) ?? 0;

    [Fact]
    public void The_CSV_begins_with_its_headings_and_ends_every_line_as_RFC_4180_says()
    {
        var bytes = File("balances.csv").ToArray();
        var text = Encoding.UTF8.GetString(bytes);

        // A byte order mark would be a part of the first heading to the npm package datapackage.
        Assert.StartsWith("Identifiant,", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.Equal(Report.Balances.Count + 1, text.Split("\r\n").Length - 1);
        Assert.Equal(text.Count(letter => letter == '\n'), text.Split("\r\n").Length - 1);
        Assert.Equal(Report.Balances.Count, fixture.Files["balances.csv"].Rows);
    }

    [Fact]
    public void The_CSV_says_what_the_report_says()
    {
        var rows = ReadBack.Csv(File("balances.csv"));
        Assert.Equal(BalanceColumns.All.Select(column => column.Heading), rows[0]);
        Assert.Equal(Report.Balances.Select(line => line.Id), rows.Skip(1).Select(row => row[0]));
        foreach (var (column, index) in BalanceColumns.All.Select((column, index) => (column, index)).Where(
            pair => pair.column.Type == ColumnType.Amount))
        {
            var amounts = rows.Skip(1).Select(row => row[index]).Where(text => text.Length > 0).ToList();
            Assert.All(amounts, amount => Assert.Matches(@"^-?\d+\.\d\d$", amount));
            Assert.Equal(SumOf(column), amounts.Sum(amount => decimal.Parse(amount, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void The_Data_Package_describes_the_CSV()
    {
        using var package = JsonDocument.Parse(File("datapackage.json"));
        var resource = package.RootElement.GetProperty("resources")[0];
        var schema = resource.GetProperty("schema");
        var fields = schema.GetProperty("fields").EnumerateArray().ToList();
        var rows = ReadBack.Csv(File("balances.csv"));
        Assert.Equal("https://datapackage.org/profiles/2.0/datapackage.json", package.RootElement.GetProperty("$schema").GetString());
        Assert.Equal("2024.6.1", package.RootElement.GetProperty("version").GetString());
        Assert.Contains("synthétiques", package.RootElement.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("balances.csv", resource.GetProperty("path").GetString());
        Assert.Equal(File("balances.csv").Length, resource.GetProperty("bytes").GetInt32());
        Assert.Equal(
            $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File("balances.csv").Span))}", resource.GetProperty("hash").GetString());
        Assert.Equal(rows[0], fields.Select(field => field.GetProperty("name").GetString()!));
        Assert.Equal("Identifiant", schema.GetProperty("primaryKey")[0].GetString());
        Assert.Equal(rows.Count, rows.Select(row => row[0]).Distinct().Count());
        for (var column = 0; column < fields.Count; column++)
        {
            Assert.All(rows.Skip(1), row => Assert.True(Fits(fields[column], row[column]), $"{rows[0][column]}: {row[column]}"));
        }
    }

    [Fact]
    public async Task DuckDB_reads_the_Parquet_file_typed_and_sums_it_to_the_centime()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("balances.parquet", File("balances.parquet"));
        await using var database = new DuckDBConnection("Data Source=:memory:");
        await database.OpenAsync(TestContext.Current.CancellationToken);

        var types = ReadBack.Rows(database, $"select column_name, column_type from (describe select * from '{path}')").ToDictionary(
            row => (string)row[0], row => (string)row[1]);
        Assert.Equal(BalanceColumns.All.Select(column => column.Name), types.Keys);
        Assert.All(BalanceColumns.All, column => Assert.Equal(DuckType(column.Type), types[column.Name]));

        var amounts = Columns(ColumnType.Amount).ToList();
        var sums = ReadBack.Rows(
            database,
            $"select {string.Join(", ", amounts.Select(column => $"coalesce(sum({column.Name}), 0)::decimal(38,2)"))} from '{path}'")
            .Single();
        Assert.Equal(amounts.Select(SumOf), sums.Cast<decimal>());

        var lines = ReadBack.Rows(database, $"select balance_id, province_ar, period, grants, provisional, programme_code from '{path}'");
        Assert.Equal(
            Report.Balances.Select(line =>
                (line.Id, line.Province.NameArabic, Report.Period, line.Position.Flows.Grants, line.Provisional, line.Programme?.Code)),
            lines.Select(row => ((string)row[0], (string)row[1], (DateOnly)row[2], (int)row[3], (bool)row[4], row[5] as string)));
    }

    [Fact]
    public async Task Months_laid_out_by_folder_read_as_one_table()
    {
        var earlier = await fixture.Reader.ReadAsync(ReportFixture.Period.AddMonths(-1), 1, TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        folder.Write("year=2024/month=06/balances.parquet", File("balances.parquet"));
        var path = folder.Write("year=2024/month=05/balances.parquet", new BalancesParquet().Write(earlier).Bytes);
        await using var database = new DuckDBConnection("Data Source=:memory:");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        var glob = path.Replace("month=05", "*", StringComparison.Ordinal);
        Assert.Equal(
            [("05", earlier.Country.Compared.Month.Flows.Disbursed), ("06", Report.Country.Compared.Month.Flows.Disbursed)],
            ReadBack.Rows(
                database,
                "select month, sum(disbursed)::decimal(38,2) "
                    + $"from read_parquet('{glob}', hive_partitioning = true, hive_types_autocast = false) where month(period) = "
                    + "month::int group by month order by month")
                .Select(row => ((string)row[0], (decimal)row[1])));
    }

    [Fact]
    public async Task A_report_without_balances_is_a_table_without_rows()
    {
        var empty = Report with { Balances = [] };
        Assert.Single(ReadBack.Csv(new BalancesCsv().Write(empty).Bytes));
        using var folder = new TemporaryFolder();
        var path = folder.Write("empty.parquet", new BalancesParquet().Write(empty).Bytes);
        await using var database = new DuckDBConnection("Data Source=:memory:");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0L, ReadBack.Rows(database, $"select count(*) from '{path}'").Single()[0]);
    }

    [Fact]
    public void Quotes_commas_and_line_breaks_stay_within_their_field()
    {
        const string Name = "Fès, \"la\r\nmédina\"";
        var line = Report.Balances[0] with { Province = new Place("MA-FES", Name, "فاس") };
        var content = new BalancesCsv().Write(Report with { Balances = [line] });
        Assert.Contains("\"Fès, \"\"la\r\nmédina\"\"\"", Encoding.UTF8.GetString(content.Bytes.Span), StringComparison.Ordinal);
        var rows = ReadBack.Csv(content.Bytes);
        Assert.Equal(Name, rows[1][BalanceColumns.All.TakeWhile(column => column.Name != "province").Count()]);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_is_text_in_every_spreadsheet_and_an_amount_below_zero_a_number()
    {
        const string Name = "=1+1;=2";
        var line = Report.Balances[0] with
        {
            Province = new Place("MA-FES", Name, "@فاس"),
            Position = Report.Balances[0].Position with { Opening = -5 },
        };
        var report = Report with { Balances = [line] };

        var row = ReadBack.Csv(new BalancesCsv().Write(report).Bytes)[1];
        Assert.Equal(
            ["'=1+1;'=2", "'@فاس", "-5.00"],
            new[] { "province", "province_ar", "opening" }.Select(
                name => row[BalanceColumns.All.TakeWhile(column => column.Name != name).Count()]));

        using var workbook = SpreadsheetDocument.Open(
            new MemoryStream(new ReportWorkbook().Write(report).Bytes.ToArray()), isEditable: false);
        var cells = workbook.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<Cell>()).ToList();
        Assert.Contains(cells, cell => cell.InnerText == Name && cell.DataType! == CellValues.InlineString);
        Assert.DoesNotContain(cells, cell => cell.CellFormula is not null);
    }

    private static bool Fits(JsonElement field, string text)
    {
        var constraints = field.GetProperty("constraints");
        return text.Length == 0
            ? !constraints.GetProperty("required").GetBoolean()
            : field.GetProperty("type").GetString() switch
            {
                "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                "integer" =>
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                        && count >= constraints.GetProperty("minimum").GetInt32(),
                "number" => decimal.TryParse(
                    text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
                "boolean" => text is "true" or "false",
                "string" => !constraints.TryGetProperty("enum", out var allowed) || allowed.EnumerateArray().Any(
                    value => value.GetString() == text),
                _ => false,
            };
    }

    private static string DuckType(ColumnType type) => type switch
    {
        ColumnType.Date => "DATE",
        ColumnType.Integer => "INTEGER",
        ColumnType.Amount => "DECIMAL(18,2)",
        ColumnType.Flag => "BOOLEAN",
        _ => "VARCHAR",
    };
}

/// <summary>Files of SQLite.</summary>
public sealed class SqliteBalanceFileTests(SqliteReports fixture) : BalanceFileTests(fixture), IClassFixture<SqliteReports>;

/// <summary>Files of PostgreSQL.</summary>
public sealed class PostgresBalanceFileTests(PostgresReports fixture) : BalanceFileTests(fixture), IClassFixture<PostgresReports>;
