using IndhCoops.Databases;
using Npgsql;

namespace IndhCoops.Infra.Tests;

/// <summary>
/// What the roles of the programs may do, once the script has made them. Their labels, which only Azure's servers know, are left out.
/// </summary>
public sealed class DatabaseRolesTests
{
    [Fact]
    public async Task The_server_makes_tables_the_functions_change_them_and_the_administrator_is_kept_out()
    {
        var cluster = await PostgresServer.ConnectionStringAsync(TestContext.Current.CancellationToken);
        var name = $"roles_{Guid.NewGuid():N}"[..16];
        await RunAsync(cluster, "postgres", null, [$"create role {name}_boss login createrole createdb"]);
        try
        {
            await RunAsync(cluster, "postgres", $"{name}_boss", Statements(name));

            await RunAsync(cluster, name, $"{name}_server", ["create table balances (amount int constraint positive check (amount > 0))"]);
            await RunAsync(cluster, name, $"{name}_functions", [
                "alter table balances drop constraint positive",
                "create temporary table struck as select * from balances",
                "insert into balances values (-1)",
            ]);
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(cluster, name, $"{name}_boss", ["select 1"]));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
        finally
        {
            await RunAsync(
                cluster,
                "postgres",
                null,
                [
                    $"drop database if exists {name}",
                    .. new[] { "functions", "server", "boss" }.Select(role => $"drop role if exists {name}_{role}"),
                ]);
        }
    }

    // The script is for psql, which puts in the names and knows the lines that begin with a backslash.
    private static IEnumerable<string> Statements(string name) =>
        string.Join(
            '\n',
            File.ReadAllLines(SourceTree.PathOf("infra", "database-roles.sql")).Where(
                line => !line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith('\\')))
            .Replace("indhcoops", name, StringComparison.Ordinal)
            .Replace(":\"server\"", $"{name}_server", StringComparison.Ordinal)
            .Replace(":\"functions\"", $"{name}_functions", StringComparison.Ordinal)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(statement => !statement.StartsWith("security label", StringComparison.Ordinal));

    private static async Task RunAsync(string cluster, string database, string? user, IEnumerable<string> statements)
    {
        var settings = new NpgsqlConnectionStringBuilder(cluster) { Database = database, Pooling = false };
        settings.Username = user ?? settings.Username;
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
