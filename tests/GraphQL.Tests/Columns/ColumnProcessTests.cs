using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tests.Startup;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>The copy by columns in a server that is killed.</summary>
public sealed class ColumnProcessTests : IDisposable
{
    private const string Ask = "{ cooperatives { totalCount } }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-test-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_killed_server_leaves_is_removed_by_the_next_and_nothing_is_lost()
    {
        await using var database = await TestDatabase.WithDemoAsync(DatabaseKind.Sqlite, 20, Cancelled);
        var (run, client) = Start(database);
        string answer;
        using (run)
        using (client)
        {
            answer = await run.WaitForAsync(client, $"/graphql?query={Uri.EscapeDataString(Ask)}", HttpStatusCode.OK);

            await run.WaitForLineAsync("The copy by columns is ready");
            await run.KillAsync();
        }

        var left = _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).ToList();
        Assert.Equal(2, left.Count);

        await using (var next = await ColumnsServer.StartAsync(database.Options, settings: ("Columns:Folder", _folder.FullName)))
        {
            Assert.Equal(["cooperatives: columns"], await next.StoresAsync(Ask));
            Assert.Equal(answer, System.Text.Encoding.UTF8.GetString(await next.AnswerAsync(Ask)));
            var used = _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).ToList();
            Assert.Equal(2, used.Count);
            Assert.All(used, name => Assert.StartsWith(SpillFolder.Prefix, name, StringComparison.Ordinal));
            Assert.Empty(used.Intersect(left));
        }

        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private (ServerRun Run, HttpClient Client) Start(TestDatabase database)
    {
        var port = FreePort.Find();
        var run = ServerRun.Start(
            database.Folder!, ["--port", $"{port}", "--data", database.Folder!], ("INDHCOOPS_Columns__Enabled", "true"), ("INDHCOOPS_Columns__Folder", _folder.FullName));
        return (run, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
    }
}
