using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.ReferenceData;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Stores.Sqlite;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.GraphQL.Tests.Startup;
using IndhCoops.GraphQL.Tests.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Outages;

/// <summary>Somebody changes the SQLite file under a running server: by slip of the hand, or rightly by SQLite itself.</summary>
public sealed class ReplacedFileTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string File => new SqliteConnectionStringBuilder(_database.Options.ConnectionString).DataSource;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled);
        await new ReferenceDataLoader(_database.Contexts, TimeProvider.System).LoadAsync(Cancelled);
    }

    [Theory]
    [InlineData("remove", "was removed or replaced while")]
    [InlineData("rename", "was removed or replaced while")]
    [InlineData("replace", "was removed or replaced while")]
    [InlineData("empty", "was emptied or overwritten while")]
    [InlineData("garbage", "was emptied or overwritten while")]
    [InlineData("cut", "was emptied or overwritten while")]
    [InlineData("copy over", "was overwritten with another one while")]
    [InlineData("remove journal", "-wal was removed while")]
    public async Task Another_file_in_its_place_is_noticed(string how, string sentence)
    {
        await using var use = await UseAsync();
        using var probe = NewProbe();
        Assert.Null(probe.Loss());
        Assert.Null(probe.Loss());

        await ChangeAsync(how);

        Assert.Contains(sentence, probe.Loss(), StringComparison.Ordinal);
        Assert.Contains(File, probe.Loss(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_SQLite_writes_is_no_change_of_the_file()
    {
        await using var use = await UseAsync();
        using var probe = NewProbe();
        Assert.Null(probe.Loss());
        foreach (var statement in new[]
                 {
                     "create table more (a text)",
                     "insert into more select hex(randomblob(4000)) from pragma_function_list", "pragma wal_checkpoint",
                     "delete from more", "vacuum",
                     "pragma wal_checkpoint(truncate)", "drop table more", "pragma wal_checkpoint(restart)",
                 })
        {
            await ExecuteAsync(use, statement);
            Assert.True(probe.Loss() is null, statement);
        }
    }

    [Fact]
    public async Task A_restore_by_SQLite_is_answered_at_once_and_ends_nothing()
    {
        await using var server = await AccessServer.StartAsync(_database.Options);
        using var probe = NewProbe();
        await using var backup = await _database.CopyAsync(Cancelled);
        await using (var context = backup.Contexts.CreateDbContext())
        {
            await context.Database.ExecuteSqlRawAsync(
                "update regions set name = 'Restored' "
                    + "where code = 'MA-01'; create table more (a text); insert into more select hex(randomblob(4000)) "
                    + "from pragma_function_list",
                Cancelled);
        }

        const string Question = "/graphql?query={region(code:\"MA-01\"){name}}";
        var before = await ReadAsync(server, Question);
        Assert.Equal(before, await ReadAsync(server, Question));
        Assert.Null(probe.Loss());

        await using (var source = new SqliteConnection(backup.Options.ConnectionString))
        await using (var target = new SqliteConnection(_database.Options.ConnectionString))
        {
            await source.OpenAsync(Cancelled);
            await target.OpenAsync(Cancelled);
            source.BackupDatabase(target);
        }

        Assert.Equal("""{"data":{"region":{"name":"Restored"}}}""", await ReadAsync(server, Question));
        Assert.NotEqual(before, await ReadAsync(server, Question));
        Assert.Null(probe.Loss());
        Assert.Null(probe.Loss());
        Assert.Equal("ready", HealthText.Of(await ReadAsync(server, "/health/ready")));
    }

    [Fact]
    public async Task Nothing_is_written_into_a_file_that_is_gone_and_none_is_made_in_its_place()
    {
        await using (var context = _database.Contexts.CreateDbContext())
        {
            Assert.NotEmpty(await context.Regions.ToListAsync(Cancelled));
        }

        System.IO.File.Move(File, $"{File}.elsewhere");
        for (var i = 0; i < 2; i++)
        {
            await using var context = _database.Contexts.CreateDbContext();
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => context.Regions.ToListAsync(Cancelled));
            Assert.Equal(DatabaseOutage.Replaced, DatabaseOutages.Of(failure));
            Assert.False(System.IO.File.Exists(File));
        }

        // Who puts it back can go on.
        System.IO.File.Move($"{File}.elsewhere", File);
        await using var again = _database.Contexts.CreateDbContext();
        Assert.NotEmpty(await again.Regions.ToListAsync(Cancelled));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("replace")]
    public async Task The_server_ends_with_a_sentence(string how)
    {
        await using var server = await ObservedProcess.StartAsync(_database);

        await ChangeAsync(how);

        Assert.Equal(1, await server.EndAsync());
        Assert.Contains(
            $"The database file {File} was removed or replaced while this program used it", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_database.Folder!, recursive: true);
        await ValueTask.CompletedTask;
    }

    private static async Task<string> ReadAsync(AccessServer server, string path)
    {
        using var answer = await server.GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private SqliteProbe NewProbe() => new(_database.Options, new SeenOutages(TimeProvider.System), TimeProvider.System);

    // As the server has it open all the time.
    private async Task<SqliteConnection> UseAsync()
    {
        var connection = new SqliteConnection($"{_database.Options.ConnectionString};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await ExecuteAsync(connection, "pragma wal_checkpoint(truncate)");
        return connection;
    }

    private async Task ChangeAsync(string how)
    {
        switch (how)
        {
            case "remove":
                System.IO.File.Delete(File);
                break;
            case "rename":
                System.IO.File.Move(File, $"{File}.elsewhere");
                break;
            case "replace":
                await using (var other = await _database.CopyAsync(Cancelled))
                {
                    System.IO.File.Move(Path.Combine(other.Folder!, "indhcoops.db"), File, overwrite: true);
                }

                break;
            case "empty":
                await using (var file = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    file.SetLength(0);
                }

                break;
            case "cut":
                await using (var file = new FileStream(File, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    file.SetLength(file.Length / 8192 * 4096);
                }

                break;
            case "garbage":
                await WriteOverAsync(Enumerable.Repeat((byte)'x', 100_000).ToArray());
                break;
            case "copy over":
                await using (var other = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled))
                {
                    await new ReferenceDataLoader(other.Contexts, TimeProvider.System).LoadAsync(Cancelled);
                    await using var copy = await other.CopyAsync(Cancelled);
                    await WriteOverAsync(await System.IO.File.ReadAllBytesAsync(Path.Combine(copy.Folder!, "indhcoops.db"), Cancelled));
                }

                break;
            default:
                System.IO.File.Delete($"{File}-wal");
                break;
        }
    }

    // As cp does.
    private async Task WriteOverAsync(byte[] bytes)
    {
        await using var file = new FileStream(File, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(bytes, Cancelled);
    }
}
