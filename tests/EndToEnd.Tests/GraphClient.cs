using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>Asks a running server.</summary>
internal sealed class GraphClient(Uri graph) : IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    public async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(string query, object? variables = null)
    {
        using var response = await _client.PostAsJsonAsync(graph, new { query, variables }, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await _client.PostAsync(graph, content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await ReadAsync(response));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).Clone();
}
