using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Startup;
using IndhCoops.Hosting.Startup;
using Npgsql;

namespace IndhCoops.Domain.Tests.Startup;

/// <summary>
/// What an operator reads where a database cannot be used: one sentence that names the place, the fault and the remedy, and no secret.
/// </summary>
public sealed class StartFailureTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "Host=db;Pasword=secret",
        "There is no keyword 'pasword' in connection strings of PostgreSQL, as --database has it: did you mean Password?")]
    [InlineData("Host=db;Colour=secret", "There is no keyword 'colour' in connection strings of PostgreSQL, as --database has it.")]
    [InlineData("Host=db;Port=secret", "The value of 'port' in --database is not one that it can have.")]
    [InlineData("Host=db;SSL Mode=secret", "The value of 'ssl mode' in --database is not one that it can have.")]
    [InlineData("Database=indhcoops;Password=secret", "--database names no server: add Host=….")]
    [InlineData("postgres://clerk:secret@db/indhcoops", "--database is an address; a connection string is needed.")]
    [InlineData("secret", "--database is not a connection string.")]
    public void A_connection_string_that_cannot_work_is_refused_before_anything_is_tried(string connectionString, string sentence)
    {
        var failure = StartFailure.Of(Assert.Throws<StartException>(() => DatabaseOptions.Choose(connectionString, ".")));

        Assert.StartsWith(sentence, failure.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Sentence, StringComparison.Ordinal);
        Assert.Equal(StartFailure.WrongUse, failure.ExitCode);
    }

    [Theory]
    [InlineData("Host=db;Database=indhcoops;Username=clerk;Password=a=b")]
    [InlineData("Server=db;Port=6432;User Id=clerk;SSL Mode=Require;Maximum Pool Size=20")]
    public void What_the_driver_takes_is_taken(string connectionString) =>
        Assert.Equal(connectionString, DatabaseOptions.Choose(connectionString, ".").ConnectionString);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Nothing_is_the_file_in_the_folder(string? connectionString) =>
        Assert.Equal(DatabaseKind.Sqlite, DatabaseOptions.Choose(connectionString, ".").Kind);

    [Fact]
    public async Task PostgreSQL_that_does_not_let_us_in_is_a_sentence()
    {
        await using var cluster = await PostgresCluster.StartAsync(Cancelled);
        await RequirePasswordsAsync(cluster);
        var server = new NpgsqlConnectionStringBuilder(cluster.ConnectionString);
        var place = $"PostgreSQL at 127.0.0.1:{server.Port}";

        await AssertFailsAsync(
            $"Host=127.0.0.1;Port={server.Port};Username=clerk;Database=postgres;Password=secret",
            $"{place} refuses the password of 'clerk': correct the user or the password in the connection string.");
        await AssertFailsAsync(
            $"Host=127.0.0.1;Port={server.Port};Username=clerk;Database=postgres",
            $"{place} wants a password of 'clerk': add Password=… to the connection string.");
        await AssertFailsAsync(
            $"Host=127.0.0.1;Port={server.Port};Username=clerk;Database=postgres;Password=good",
            $"{place}: 'clerk' lacks a right in the database 'postgres': permission denied for schema public.");
        await AssertFailsAsync($"{cluster.ConnectionString};Database=postgres;SSL Mode=Require", $"{place} cannot be used: ");
    }

    [Theory]
    [InlineData("Host=nowhere.invalid;Database=x", "No machine is called 'nowhere.invalid': correct Host in the connection string")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x", "Nobody listens at 127.0.0.1:1: start PostgreSQL there")]
    public async Task PostgreSQL_that_is_not_there_is_a_sentence(string connectionString, string sentence) =>
        await AssertFailsAsync(connectionString, sentence);

    [Theory]
    [InlineData("no database", "is not a SQLite database: restore it from a backup")]
    [InlineData("damaged", "is damaged: restore it from a backup")]
    [InlineData("folder", "is a folder: move it away")]
    public async Task A_file_that_cannot_be_used_is_a_sentence(string how, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-");
        var file = Path.Combine(folder.FullName, "indhcoops.db");
        if (how == "folder")
        {
            Directory.CreateDirectory(file);
        }
        else if (how == "no database")
        {
            await File.WriteAllTextAsync(file, new string('x', 5000), Cancelled);
        }
        else
        {
            await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, Cancelled);
            await using var copy = await database.CopyAsync(Cancelled);
            var bytes = await File.ReadAllBytesAsync(Path.Combine(copy.Folder!, "indhcoops.db"), Cancelled);
            bytes.AsSpan(100, 2000).Fill((byte)'x');
            await File.WriteAllBytesAsync(file, bytes, Cancelled);
        }

        await AssertFailsAsync(DatabaseOptions.SqliteFile(file), $"The database file {file} {sentence}");
        folder.Delete(recursive: true);
    }

    private static Task AssertFailsAsync(string connectionString, string sentence) =>
        AssertFailsAsync(DatabaseOptions.Choose(connectionString, "."), sentence);

    private static async Task AssertFailsAsync(DatabaseOptions database, string sentence)
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(
            () => new DatabaseMigration(new IndhCoopsContextFactory(database)).MigrateAsync(Cancelled));

        var failure = StartFailure.Known(exception, database);
        Assert.NotNull(failure);
        Assert.StartsWith(sentence, failure.Sentence, StringComparison.Ordinal);
        Assert.Equal(StartFailure.Cannot, failure.ExitCode);
        Assert.DoesNotContain("secret", failure.Sentence, StringComparison.Ordinal);
    }

    private static async Task RequirePasswordsAsync(PostgresCluster cluster)
    {
        await using var source = NpgsqlDataSource.Create($"{cluster.ConnectionString};Database=postgres;Pooling=false");
        await using (var show = source.CreateCommand("show hba_file"))
        {
            var file = (string)(await show.ExecuteScalarAsync(Cancelled))!;
            var rules = await File.ReadAllTextAsync(file, Cancelled);
            await File.WriteAllTextAsync(file, $"host all clerk 127.0.0.1/32 scram-sha-256\n{rules}", Cancelled);
        }

        await using var change = source.CreateBatch();
        change.BatchCommands.Add(new("create role clerk login password 'good'"));
        change.BatchCommands.Add(new("select pg_reload_conf()"));
        await change.ExecuteNonQueryAsync(Cancelled);
    }
}
