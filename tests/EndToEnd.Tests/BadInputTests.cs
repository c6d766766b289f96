using System.Net;
using System.Text;
using System.Text.Json;

namespace IndhCoops.EndToEnd.Tests;

/// <summary>A clear GraphQL error and nothing else is what bad input gets.</summary>
[Collection(OneAtATime.Name)]
public sealed class BadInputTests(ServerProcess server)
{
    public static TheoryData<string, string, string?> Documents { get; } = new()
    {
        { "unknown field", "{ cooperatives { nodes { nothing } } }", null },
        { "unknown argument", "{ cooperatives(nothing: 1) { totalCount } }", null },
        { "syntax", "{ cooperatives {", null },
        { "no date", "{ grants(where: { awardedOn: { eq: \"2024-13-40\" } }) { totalCount } }", null },
        { "null for a value that is never null", "{ cooperatives(where: { name: { eq: null } }) { totalCount } }", "HC0026" },
        { "first 51", "{ cooperatives(first: 51) { nodes { name } } }", "HC0051" },
        { "first -1", "{ cooperatives(first: -1) { nodes { name } } }", "HC0079" },
        { "forged cursor", "{ cooperatives(after: \"Zm9yZ2Vk\") { nodes { name } } }", "HC0078" },
        { "a megabyte", $"{{ cooperatives(where: {{ name: {{ eq: \"{new string('x', 1_000_000)} }} }}) {{ totalCount }} }}", null },
        {
            "ten thousand aliases",
            $"{{ {string.Join(' ', Enumerable.Range(0, 10_000).Select(index => $"a{index}: cooperatives {{ totalCount }}"))} }}",
            null
        },
        {
            "two hundred levels",
            $"{{ cooperatives(where: {Repeat("{ and: [", 200)}{{}}{Repeat("] }", 200)}) {{ totalCount }} }}",
            null
        },
        {
            "two hundred levels of fields",
            $"{{ {Repeat("provinces { nodes { region { ", 67)}name{Repeat(" } } }", 67)} }}",
            null
        },
    };

    [Theory]
    [MemberData(nameof(Documents), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_document_gets_an_error(string what, string document, string? code)
    {
        using var client = new GraphClient(server.Graph);

        var (status, body) = await client.AskAsync(document);

        AssertRefused(what, status, body, code);
    }

    [Fact]
    public async Task A_variable_of_the_wrong_type_gets_an_error()
    {
        using var client = new GraphClient(server.Graph);

        var (status, body) = await client.AskAsync(
            "query($first: Int) { cooperatives(first: $first) { totalCount } }", new { first = "many" });

        AssertRefused("variable", status, body, null);
    }

    [Theory]
    [InlineData("{\"query\": ", false)]
    [InlineData("{\"query\":\"{ __typename }\"}", true)]
    public async Task A_body_that_is_no_json_in_utf8_gets_an_error(string body, bool utf16)
    {
        using var client = new GraphClient(server.Graph);

        var (status, answer) = await client.PostAsync((utf16 ? Encoding.Unicode : Encoding.UTF8).GetBytes(body));

        AssertRefused("body", status, answer, "HC0012");
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private void AssertRefused(string what, HttpStatusCode status, JsonElement body, string? code)
    {
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{what}: {status} {body}\n{server.Output}");
        var errors = body.GetProperty("errors").EnumerateArray().ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.NotEqual("Unexpected Execution Error", error.GetProperty("message").GetString()));
        Assert.DoesNotMatch(@"   at |Exception|SELECT|\.cs\b", body.ToString());
        if (code is not null)
        {
            Assert.Equal(code, errors[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }
    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

}
