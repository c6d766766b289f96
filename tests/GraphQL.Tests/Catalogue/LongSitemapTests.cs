using System.Xml.Linq;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Http;

namespace IndhCoops.GraphQL.Tests.Catalogue;

/// <summary>A list of addresses that is longer than what a writer buffers.</summary>
public sealed class LongSitemapTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_long_sitemap_arrives_whole(DatabaseKind kind)
    {
        await using var database = await TestDatabase.WithDemoAsync(kind, 300, Cancelled);
        await using var server = await AccessServer.StartAsync(database.Options);
        await using var context = await database.Contexts.CreateDbContextAsync(Cancelled);

        var sitemap = XDocument.Parse(await HttpAssertions.TextAsync(await server.GetAsync("/sitemap-cooperatives-1.xml")));

        Assert.Equal(
            context.Cooperatives.Select(row => $"{server.Address}cooperatives/{row.Id}").ToHashSet(),
            sitemap.Root!.Elements().Select(entry => entry.Elements().First().Value).ToHashSet());
    }
}
