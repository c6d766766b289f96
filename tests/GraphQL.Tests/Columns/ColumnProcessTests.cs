using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tests.Startup;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>The copy by columns in a server that is killed, and in one that lacks the library.</summary>
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
        var (run, client) = Start(AppContext.BaseDirectory, database);
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

    [Fact]
    public async Task Without_the_library_the_database_answers_and_the_log_says_so_once()
    {
        await using var database = await TestDatabase.WithDemoAsync(DatabaseKind.Sqlite, 20, Cancelled);
        var program = _folder.CreateSubdirectory("program").FullName;
        CopyWithoutLibrary(AppContext.BaseDirectory, program);
        var (run, client) = Start(program, database);
        using (run)
        using (client)
        {
            const string Said = "The library of the copy by columns cannot be loaded";
            await run.WaitForLineAsync(Said);
            for (var i = 0; i < 3; i++)
            {
                Assert.StartsWith("{\"data\":", await run.WaitForAsync(client, $"/graphql?query={Uri.EscapeDataString(Ask)}", HttpStatusCode.OK), StringComparison.Ordinal);
            }

            Assert.Single((await run.KillAsync()).Split('\n'), line => line.Contains(Said, StringComparison.Ordinal));
            Assert.Equal("program", Assert.Single(_folder.EnumerateFileSystemInfos()).Name);
        }
    }

    private (ServerRun Run, HttpClient Client) Start(string program, TestDatabase database)
    {
        var port = FreePort.Find();
        var run = ServerRun.StartFrom(
            program, database.Folder!, ["--port", $"{port}", "--data", database.Folder!], ("INDHCOOPS_Columns__Enabled", "true"), ("INDHCOOPS_Columns__Folder", _folder.FullName));
        return (run, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
    }

    // As on a machine for which it was not built: the file is there, and cannot be loaded.
    private static void CopyWithoutLibrary(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) != "runtimes"))
        {
            Directory.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(folder)), folder);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, "runtimes"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetFileNameWithoutExtension(file).Contains("duckdb", StringComparison.Ordinal))
            {
                File.WriteAllText(copy, "");
            }
            else
            {
                File.CreateSymbolicLink(copy, file);
            }
        }
    }
}
