using System.Diagnostics;
using System.Net;
using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndhCoops.EndToEnd.Tests.Operators;

/// <summary>What an operator does to the programs and their database, by mistake or on purpose, costs no row.</summary>
public abstract class OperatorTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private string _folder = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string[] Where =>
        kind == DatabaseKind.Sqlite ? ["--data", _database.Folder!] : ["--database", _database.Options.ConnectionString];

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NameAsync(kind, Cancelled);
        _folder = Directory.CreateTempSubdirectory("indhcoops-").FullName;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_first_start_that_is_killed_again_and_again_ends_well_in_the_end()
    {
        string[] migrations;
        await using (var context = _database.Contexts.CreateDbContext())
        {
            migrations = [.. context.Database.GetMigrations()];
        }

        foreach (var point in (string[])[
            $"Upgrading the database: {migrations[0]}",
            $"Upgrading the database: {migrations[^1]}",
            "movements",
        ])
        {
            await using var killed = ProgramProcess.Server([.. Where, "--first-demo", "200"]);

            // A start before this one may have come further than it was seen to, when it was killed.
            await killed.WaitForAsync(point, ProgramProcess.Ready);
            await killed.KillAsync();
        }

        await using var server = ProgramProcess.Server([.. Where, "--first-demo", "200"]);
        using var graph = new GraphClient(new Uri(await server.ReadyAsync(), "graphql"));
        Assert.Equal(
            203,
            (await AskAsync(graph, "{ cooperatives { totalCount } }")).GetProperty("cooperatives").GetProperty("totalCount").GetInt32());
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_start_that_has_to_wait_for_another_process_names_it()
    {
        await new DatabaseMigration(_database.Contexts).MigrateAsync(Cancelled);
        ProgramProcess server;
        await using (var context = _database.Contexts.CreateDbContext())
        await using (await context.Database.BeginTransactionAsync(Cancelled))
        {
            var holder = $"process {Environment.ProcessId} (";
            if (kind == DatabaseKind.PostgreSql)
            {
                await context.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(1229865032)", Cancelled);
                holder = $"session {((NpgsqlConnection)context.Database.GetDbConnection()).ProcessID} of ";
            }

            server = ProgramProcess.Server(Where);
            Assert.Contains(holder, await server.WaitForAsync("to load the shipped facts: "), StringComparison.Ordinal);
        }

        await server.ReadyAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_word_about_the_demonstration_what_was_recorded_stays_and_another_one_is_refused()
    {
        await using (var first = ProgramProcess.Server([.. Where, "--demo", "30"]))
        {
            using var graph = new GraphClient(new Uri(await first.ReadyAsync(), "graphql"));
            await RecordAsync(graph);
            await first.StopAsync();
        }

        await using (var again = ProgramProcess.Server(Where))
        {
            using var graph = new GraphClient(new Uri(await again.ReadyAsync(), "graphql"));
            Assert.Contains(
                "0.77",
                (await AskAsync(graph, "{ movements(where: { amount: { eq: 0.77 } }) { nodes { amount } } }")).GetRawText(),
                StringComparison.Ordinal);

            // Without a word about telemetry there is none.
            Assert.Contains("IndhCoops.Domain.dll", again.Loaded, StringComparison.Ordinal);
            Assert.DoesNotContain("OpenTelemetry", again.Loaded, StringComparison.Ordinal);
            await again.StopAsync();
        }

        await using var other = ProgramProcess.Server([.. Where, "--demo", "5"]);
        Assert.Equal(2, await other.EndAsync());
        AssertSentence(other.Output, "--demo 5 would replace the demonstration of 30 cooperatives", "1 movement.");
    }

    [Fact]
    public async Task Programs_that_are_older_than_the_database_refuse_it()
    {
        await new DatabaseMigration(_database.Contexts).MigrateAsync(Cancelled);
        string known;
        await using (var context = _database.Contexts.CreateDbContext())
        {
            known = context.Database.GetMigrations().Last();
            await context.Database.ExecuteSqlRawAsync(
                "insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '99.0.0')", Cancelled);
        }

        await using var server = ProgramProcess.Server(Where);
        Assert.Equal(2, await server.EndAsync());
        AssertSentence(server.Output, known, "29990101000000_Later");
        // They ask alike of both databases: one command is enough for the second.
        string[][] commands = kind == DatabaseKind.PostgreSql ? [["run", "RefreshBalances"]] :
        [
            [],
            ["run", "RefreshBalances"],
            ["record", "--grant", $"{Guid.NewGuid()}", "--kind", "COMMITMENT", "--amount", "1", "--on", "2024-01-01"],
            ["check-ledger"],
            ["backup", Path.Combine(_folder, "a.db")],
        ];
        foreach (var command in commands)
        {
            var (exitCode, output) = await ProgramProcess.FunctionsAsync([.. command, .. Where]);
            Assert.Equal(2, exitCode);
            AssertSentence(output, known, "29990101000000_Later");
        }
    }

    [Fact]
    public async Task A_backup_is_restored_into_a_running_system_and_answers_and_cursors_are_what_they_were()
    {
        await using var server = ProgramProcess.Server([.. Where, "--demo", "30"]);
        var address = await server.ReadyAsync();
        using var graph = new GraphClient(new Uri(address, "graphql"));
        using var client = new HttpClient { BaseAddress = address };
        const string First =
            "{ movements(first: 7, order: [{ recordedAt: ASC }, { id: ASC }]) { totalCount nodes { id amount kind } "
                + "pageInfo { endCursor } } }";
        var (before, _) = await GetAsync(client, First, null);
        var cursor = JsonDocument.Parse(before!).RootElement
            .GetProperty("data")
            .GetProperty("movements")
            .GetProperty("pageInfo")
            .GetProperty("endCursor")
            .GetString();
        var second = $"{{ movements(first: 7, after: \"{cursor}\", order: [{{ recordedAt: ASC }}, {{ id: ASC }}]) {{ nodes {{ id }} }} }}";
        var (secondBefore, _) = await GetAsync(client, second, null);

        await BackUpAsync();
        await RecordAsync(graph);
        var (changed, tag) = await GetAsync(client, First, null);
        Assert.NotEqual(before, changed);
        Assert.Null((await GetAsync(client, First, tag)).Body); // 304: nothing has changed yet.

        await RestoreAsync();

        Assert.Equal(before, (await GetAsync(client, First, tag)).Body);
        Assert.Equal(secondBefore, (await GetAsync(client, second, null)).Body);
        await RecordAsync(graph); // It takes writes as before.
        Assert.Equal(changed!.Length, (await GetAsync(client, First, null)).Body!.Length);
        Assert.Equal(0, await server.StopAsync());
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    private static void AssertSentence(string output, params string[] parts)
    {
        Assert.Single(output.Split('\n'), line => parts.All(part => line.Contains(part, StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AskAsync(GraphClient graph, string query)
    {
        var (status, body) = await graph.AskAsync(query);
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("data");
    }

    private static async Task<(string? Body, string? Tag)> GetAsync(HttpClient client, string query, string? tag)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"graphql?query={Uri.EscapeDataString(query)}", UriKind.Relative));
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        request.Headers.Add("GraphQL-Preflight", "1");
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(tag);
        }

        using var response = await client.SendAsync(request, Cancelled);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return (null, tag);
        }

        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        Assert.NotNull(response.Headers.ETag);
        return (body, $"{response.Headers.ETag}");
    }

    private async Task RecordAsync(GraphClient graph)
    {
        var grant = (await AskAsync(
            graph,
            "{ movements(first: 1, where: { kind: { eq: COMMITMENT } }, order: [{ effectiveOn: ASC }]) { nodes { grant { id } } } }"))
            .GetProperty("movements").GetProperty("nodes")[0].GetProperty("grant").GetProperty("id").GetString()!;
        var (exitCode, output) = await ProgramProcess.FunctionsAsync([
            "record", "--grant", grant, "--kind", "AMENDMENT", "--amount", "0.77", "--on", "2026-10-01", .. Where,
        ]);
        Assert.True(exitCode == 0, output);
    }

    private Task BackUpAsync() =>
        kind == DatabaseKind.Sqlite ? FunctionsAsync("backup", Path.Combine(_folder, "saved.db")) : RunDocumentedAsync("pg_dump ");

    private Task RestoreAsync() =>
        kind == DatabaseKind.Sqlite ? FunctionsAsync("restore", Path.Combine(_folder, "saved.db")) : RunDocumentedAsync("pg_restore ");

    private async Task FunctionsAsync(params string[] command)
    {
        var (exitCode, output) = await ProgramProcess.FunctionsAsync([.. command, .. Where]);
        Assert.True(exitCode == 0, output);
    }

    // The line of the page, as an operator copies it.
    private async Task RunDocumentedAsync(string command)
    {
        var line = Assert.Single(
            await File.ReadAllLinesAsync(SourceTree.PathOf("docs", "how-to", "back-up-and-restore.md"), Cancelled),
            line => line.StartsWith(command, StringComparison.Ordinal));
        var at = new NpgsqlConnectionStringBuilder(_database.Options.ConnectionString);
        var start = new ProcessStartInfo("bash", ["-euc", line]) { WorkingDirectory = _folder };
        start.Environment["DATABASE"] = $"postgresql://{at.Username}@{at.Host}:{at.Port}/{at.Database}";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancelled);
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>With a SQLite file.</summary>
public sealed class SqliteOperatorTests() : OperatorTests(DatabaseKind.Sqlite);

/// <summary>With a PostgreSQL database.</summary>
public sealed class PostgresOperatorTests() : OperatorTests(DatabaseKind.PostgreSql);
