using System.Net;
using IndhCoops.GraphQL.Tests.Access;

namespace IndhCoops.GraphQL.Tests.Importing;

/// <summary>The server hands out the workbook that an office fills in.</summary>
public sealed class TemplateEndpointTests(AccessScene scene)
{
    [Theory]
    [InlineData("")]
    [InlineData("?language=ar")]
    public async Task The_template_is_a_workbook(string query)
    {
        using var answer = await scene.Open.SendAsync(HttpMethod.Get, $"/import/template.xlsx{query}", null, null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("PK"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_refused()
    {
        using var answer = await scene.Open.SendAsync(HttpMethod.Get, "/import/template.xlsx?language=de", null, null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
