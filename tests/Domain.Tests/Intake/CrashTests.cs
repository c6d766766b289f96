using IndhCoops.Databases;
using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>
/// An import that ends at any point leaves all of itself or nothing. That the program is killed is tried by the tests of the command.
/// </summary>
public sealed class CrashTests
{
    private const int Rows = 200;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // The files as a power cut would leave them: at each step, and while the commit is being written, of which only a part reaches the
    // disk.
    [Fact]
    public async Task A_SQLite_file_holds_all_or_nothing_wherever_the_import_is_cut_off()
    {
        await using var database = await TestDatabase.WithFactsAsync(DatabaseKind.Sqlite, Cancelled);
        var path = new SqliteConnectionStringBuilder(database.Options.ConnectionString).DataSource;

        // Whoever closes the last connection of a file folds its journal, and tests beside this one close those that wait in the pool.
        await using var open = new SqliteConnection($"Data Source={path};Pooling=false");
        await open.OpenAsync(Cancelled);
        await using var look = open.CreateCommand();
        look.CommandText = "select count(*) from regions";
        await look.ExecuteScalarAsync(Cancelled);
        var cuts = new List<(string At, byte[] Database, byte[] Journal)>();
        await ImportAsync(database, step => cuts.Add((step, Read(path), Read($"{path}-wal"))));
        var (committed, journal) = (Read(path), Read($"{path}-wal"));
        Assert.True(cuts.Count >= 8);
        Assert.Equal("Committing", cuts[^1].At);

        var folder = Directory.CreateTempSubdirectory("indhcoops-cut-");
        try
        {
            foreach (var (at, before, begun) in cuts)
            {
                Assert.True(await CountAsync(folder, before, begun) == 0, at);
            }

            for (var part = 1; part <= 20; part++)
            {
                var length = cuts[^1].Journal.Length + (int)((long)(journal.Length - cuts[^1].Journal.Length) * part / 20);
                Assert.Equal(part == 20 ? Rows : 0, await CountAsync(folder, committed, journal[..length]));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_PostgreSQL_database_holds_all_or_nothing_wherever_the_connection_is_cut_off()
    {
        await using var database = await TestDatabase.WithFactsAsync(DatabaseKind.PostgreSql, Cancelled);
        var steps = new List<string>();
        await ImportAsync(database, steps.Add, isDryRun: true);
        string[] cuts = ["cooperatives", "projects", "grants", "movements", "observations", "changes", "Committing"];
        foreach (var at in cuts)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => ImportAsync(database, step => CutAt(step, at)));
            Assert.True(await CountAsync(database.Options) == 0, at);
        }

        // At moments that nobody chose, the commit among them.
        for (var i = 0; i < 12; i++)
        {
            using var stop = new CancellationTokenSource();
            var cutting = Task.CompletedTask;
            try
            {
                await ImportAsync(database, step => cutting = step != "changes" ? cutting : Task.Run(() =>
                {
                    Thread.SpinWait(Random.Shared.Next(200_000));
                    Cut(database.Options.ConnectionString);
                }));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whatever it says, the database decides.
            }

            await cutting;
            Assert.Contains(await CountAsync(database.Options), (int[])[0, Rows]);
        }

        // Before anything is written: a connection that nobody used yet is replaced, and then all of it comes in.
        foreach (var at in steps)
        {
            try
            {
                await ImportAsync(database, step => CutAt(step, at));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Contains(await CountAsync(database.Options), (int[])[0, Rows]);
            }
        }

        await ImportAsync(database, _ => { });
        Assert.Equal(Rows, await CountAsync(database.Options));

        void CutAt(string step, string at)
        {
            if (step == at)
            {
                Cut(database.Options.ConnectionString);
            }
        }
    }

    private static async Task ImportAsync(TestDatabase database, Action<string> heard, bool isDryRun = false)
    {
        await using var file = new OfficeBook()
            .Sheet(
                "Coopératives",
                [
                    ["Référence", "Nom", "Province", "Adhérents"],
                    .. Enumerable.Range(1, Rows).Select(i => new object?[] { $"C-{i}", $"Coopérative {i}", "Tiznit", i }),
                ])
            .Sheet(
                "Projets",
                [
                    ["Référence", "Intitulé", "Coopérative (réf.)", "Statut"],
                    .. Enumerable.Range(1, Rows).Select(i => new object?[] { $"P-{i}", $"Projet {i}", $"C-{i}", "achevé" }),
                ])
            .Sheet(
                "Subventions",
                [
                    ["Référence", "Coopérative (réf.)", "Part INDH"],
                    .. Enumerable.Range(1, Rows).Select(i => new object?[] { $"G-{i}", $"C-{i}", 1000 }),
                ])
            .Sheet(
                "Mouvements",
                [
                    ["Référence", "Subvention (réf.)", "Nature", "Montant", "Date"],
                    .. Enumerable.Range(1, Rows).Select(i => new object?[] { $"M-{i}", $"G-{i}", "Engagement", 1000, "02/02/2022" }),
                ])
            .Write();
        // Connections that were cut off wait in the pool.
        await using (var context = await database.Contexts.CreateDbContextAsync(Cancelled))
        {
            if (context.Database.GetDbConnection() is NpgsqlConnection postgres)
            {
                NpgsqlConnection.ClearPool(postgres);
            }
        }

        await new OfficeImporter(
            database.Contexts, Options.Create(new IntakeOptions()), Options.Create(new LedgerOptions()), TimeProvider.System)
            .ImportAsync(new ImportRequest(file, "a.xlsx", Author.CommandLine) { IsDryRun = isDryRun }, new Steps(heard), Cancelled);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static async Task<int> CountAsync(DirectoryInfo folder, byte[] database, byte[] journal)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db");
        await File.WriteAllBytesAsync(path, database, Cancelled);
        await File.WriteAllBytesAsync($"{path}-wal", journal, Cancelled);
        return await CountAsync(DatabaseOptions.SqliteFile(path));
    }

    // As many as each table has, the record of changes among them.
    private static async Task<int> CountAsync(DatabaseOptions options)
    {
        await using var context = new IndhCoopsContextFactory(options).CreateDbContext();
        if (context.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            NpgsqlConnection.ClearPool(postgres);
        }

        int[] counts =
        [
            await context.Cooperatives.CountAsync(row => row.Reference != null, Cancelled),
            await context.Projects.CountAsync(Cancelled),
            await context.Grants.CountAsync(row => row.Reference != null, Cancelled),
            await context.Movements.CountAsync(Cancelled),
            await context.Observations.CountAsync(row => row.Cooperative.Reference != null, Cancelled),
            await context.Changes.CountAsync(Cancelled) / 5,
        ];
        return Assert.Single(counts.Distinct());
    }

    private static void Cut(string connectionString)
    {
        using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("select pg_terminate_backend(pid, 30000) from pg_stat_activity "
            + "where datname = current_database() and pid <> pg_backend_pid()", connection);
        command.ExecuteNonQuery();
    }

    private sealed class Steps(Action<string> heard) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => heard(value.Step);
    }
}
