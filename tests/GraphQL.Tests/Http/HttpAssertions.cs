using System.Net;
using System.Text;
using System.Text.Json;

namespace IndhCoops.GraphQL.Tests.Http;

internal static class HttpAssertions
{
    public const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Asserts that a request was refused with one error of this code, and gives the error.</summary>
    public static async Task<JsonElement> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await TextAsync(response);
        Assert.Equal((status, GraphQLResponse), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), response.Content.Headers.ContentLength);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["errors"], root.EnumerateObject().Select(member => member.Name));
        var error = Assert.Single(root.GetProperty("errors").EnumerateArray());
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        return error;
    }

    public static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
