using System.Text.Json;
using CsvHelper;
using IndhCoops.Domain.Persistence;
using Microsoft.AspNetCore.Builder;

namespace IndhCoops.GraphQL.Tests.Tables;

/// <summary>The graph and its tables on a real Kestrel over a test's database.</summary>
internal sealed class TableServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TableServer(WebApplication app)
    {
        _app = app;
        Address = app.Address();
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<TableServer> StartAsync(DatabaseOptions database, params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(database, settings));

    /// <summary>The path that asks for a table.</summary>
    public static string Path(string extension, string query, object? variables = null)
    {
        var path = $"/graphql/table.{extension}?query={Uri.EscapeDataString(query)}";
        return variables is null ? path : $"{path}&variables={Uri.EscapeDataString(JsonSerializer.Serialize(variables))}";
    }

    /// <summary>A table's bytes.</summary>
    public async Task<byte[]> BytesAsync(string extension, string query, object? variables = null)
    {
        using var response = await Client.GetAsync(Path(extension, query, variables), TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
        return bytes;
    }

    /// <summary>A table's rows as a reader of CSV gives them: the headings first.</summary>
    public async Task<List<string[]>> CsvAsync(string query, object? variables = null) => Parse(await BytesAsync("csv", query, variables));

    /// <summary>The rows of a CSV file.</summary>
    public static List<string[]> Parse(byte[] csv)
    {
        using var reader = CsvReader.Create(csv, new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
