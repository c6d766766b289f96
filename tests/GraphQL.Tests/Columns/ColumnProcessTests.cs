using System.Net;
using System.Text.Json.Nodes;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tests.Startup;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>The copies by columns of servers that are processes of their own.</summary>
public abstract class ColumnProcessTests(DatabaseKind kind) : IDisposable
{
    private protected const string Ask =
        "{ cooperatives(where: { name: { contains: \"processus\" } }) { totalCount aggregate { count } } }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-test-");

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected string Folder => _folder.FullName;

    private protected string SpillFolders => Path.Combine(Folder, "spill");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task No_answer_of_two_servers_is_older_than_the_last_write_before_its_question_also_while_one_is_killed()
    {
        await using var database = await TestDatabase.WithDemoAsync(kind, 20, Cancelled);
        using var survivor = Start(database);
        using var victim = Start(database);
        await Task.WhenAll(survivor.WaitForCopyAsync(), victim.WaitForCopyAsync());
        var (written, writing, isKilled) = (0, 2, false);

        await Task.WhenAll(WriteAsync(isKilling: true), WriteAsync(isKilling: false), KeepReadingAsync(survivor), KeepReadingAsync(victim));

        Assert.Equal(24, await survivor.CountAsync());
        Assert.Contains("\"store\":\"columns\"", await survivor.PlanAsync(), StringComparison.Ordinal);
        AssertRemovedByTheNext();

        async Task WriteAsync(bool isKilling)
        {
            for (var i = 0; i < 12; i++)
            {
                await using (var context = await database.Contexts.CreateDbContextAsync(Cancelled))
                {
                    await ColumnCopyTests.AddAsync("Une d'un autre processus", context);
                }

                Interlocked.Increment(ref written);
                await ReadAsync(i % 2 == 0 ? survivor : victim);
                if (isKilling && i == 5)
                {
                    Volatile.Write(ref isKilled, true);
                    await victim.Run.KillAsync();
                }
            }

            Interlocked.Decrement(ref writing);
        }

        async Task KeepReadingAsync(Server server)
        {
            while (Volatile.Read(ref writing) > 0 && !(server == victim && Volatile.Read(ref isKilled)))
            {
                await ReadAsync(server);
                await Task.Delay(1, Cancelled);
            }
        }

        async Task ReadAsync(Server server)
        {
            var known = Volatile.Read(ref written);
            try
            {
                var count = await server.CountAsync();
                Assert.True(count >= known, $"{count} were counted after {known} had been written.");
            }
            catch (HttpRequestException) when (server == victim && Volatile.Read(ref isKilled))
            {
                // Nobody answers for it.
            }
        }
    }

    // The next start removes what the killed server left, and keeps what another server uses.
    private void AssertRemovedByTheNext()
    {
        var before = Directory.GetFileSystemEntries(SpillFolders);
        Assert.Equal(4, before.Length);
        SpillFolder.Open(SpillFolders).Dispose();
        var after = Directory.GetFileSystemEntries(SpillFolders);
        Assert.Equal(2, after.Length);
        Assert.Subset(before.ToHashSet(), after.ToHashSet());
    }

    private protected Server Start(TestDatabase database, string? program = null, params (string Name, string Value)[] environment)
    {
        var port = FreePort.Find();

        // Checking the saved queries that come with the server is half of a start.
        var saved = Directory.CreateDirectory(Path.Combine(Folder, "saved")).FullName;
        string[] where = kind == DatabaseKind.PostgreSql ? ["--database", database.Options.ConnectionString] : ["--data", database.Folder!];
        return new Server(
            ServerRun.StartFrom(
                program ?? AppContext.BaseDirectory,
                Folder,
                ["--port", $"{port}", .. where],
                [
                    ("INDHCOOPS_Columns__Enabled", "true"), ("INDHCOOPS_Columns__Folder", SpillFolders),
                    ("INDHCOOPS_PlanReport__Enabled", "true"),
                    ("INDHCOOPS_Persisted__Directory", saved), .. environment,
                ]),
            new Uri($"http://127.0.0.1:{port}"));
    }

    private protected sealed class Server(ServerRun run, Uri address) : IDisposable
    {
        private static readonly string Path = $"/graphql?query={Uri.EscapeDataString(Ask)}";

        private readonly HttpClient _client = new() { BaseAddress = address, Timeout = Patience.Limit };

        public ServerRun Run => run;

        public async Task WaitForCopyAsync()
        {
            await run.WaitForLineAsync("The copy by columns is ready");
            await WaitAsync("/health/ready");
        }

        public Task WaitAsync(string path) => run.WaitForAsync(_client, path, HttpStatusCode.OK);

        /// <summary>The number of rows, which its answer says twice.</summary>
        public async Task<int> CountAsync()
        {
            var rows = JsonNode.Parse(await _client.GetStringAsync(Path, Cancelled))!["data"]!["cooperatives"]!;
            Assert.Equal((int)rows["totalCount"]!, (int)rows["aggregate"]!["count"]!);
            return (int)rows["totalCount"]!;
        }

        /// <summary>The answer with the plan that gave it.</summary>
        public async Task<string> PlanAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { "GraphQL-Plan", "1" } } };
            using var response = await _client.SendAsync(request, Cancelled);
            return await response.Content.ReadAsStringAsync(Cancelled);
        }

        public void Dispose()
        {
            _client.Dispose();
            run.Dispose();
        }
    }
}

public sealed class ColumnProcessesOnPostgres() : ColumnProcessTests(DatabaseKind.PostgreSql);

public sealed class ColumnProcessesOnSqlite() : ColumnProcessTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Without_the_library_the_database_answers_and_log_and_metrics_say_why()
    {
        const string Said = "The library of the copy by columns cannot be loaded";
        await using var collector = PlayedCollector.Start();
        await using var database = await TestDatabase.WithDemoAsync(DatabaseKind.Sqlite, 20, Cancelled);
        using var server = Start(database, WithoutLibrary(), [.. collector.Variables.Select(variable => (variable.Key, variable.Value!))]);
        await server.Run.WaitForLineAsync(Said);
        await server.WaitAsync("/health/ready");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, await server.CountAsync());
            var plan = await server.PlanAsync();
            Assert.Contains("\"store\":\"database\"", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("\"store\":\"columns\"", plan, StringComparison.Ordinal);
        }

        await collector.WaitForAsync("metrics", "indhcoops.columns.requests", "missing");
        Assert.Single((await server.Run.KillAsync()).Split('\n'), line => line.Contains(Said, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(SpillFolders));
    }

    // The program as it was built, but for one file.
    private string WithoutLibrary()
    {
        var program = Directory.CreateDirectory(Path.Combine(Folder, "program")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var (name, copy) = (Path.GetFileName(file), Path.Combine(program, Path.GetRelativePath(AppContext.BaseDirectory, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (name.StartsWith("IndhCoops.GraphQL.", StringComparison.Ordinal))
            {
                // .NET follows links to these, and looks for all others beside them.
                File.Copy(file, copy);
            }
            else if (!name.StartsWith("libduckdb.", StringComparison.Ordinal))
            {
                File.CreateSymbolicLink(copy, file);
            }
        }

        return program;
    }
}
