using System.Data.Common;
using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Running;
using IndhCoops.GraphQL.Engine.Sql;
using IndhCoops.GraphQL.Stores.Columns;
using IndhCoops.GraphQL.Tests.Graph;

namespace IndhCoops.GraphQL.Tests.Columns;

/// <summary>What the copy by columns takes of the machine, and what it cannot reach.</summary>
public sealed class ColumnsDatabaseTests(SqliteGraph graph) : IClassFixture<SqliteGraph>, IDisposable
{
    private const long Memory = 32L << 20;

    // Never ends by itself.
    private const string Endless = "select count(*) from range(1000000000000) a(i) where i % 7 = 8";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-test-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_reads_and_writes_no_file_loads_no_extension_and_nothing_can_change_that()
    {
        var file = Path.Combine(_folder.FullName, "readable.csv");
        File.WriteAllText(file, "a\n1\n");
        using var database = Open();
        var connection = database.Rent()!;
        string[] forbidden =
        [
            $"select * from read_csv('{file}')", $"select * from '{file}'", $"select content from read_text('{file}')",
            $"select * from glob('{_folder.FullName}/*')",
            $"copy (select 1) to '{_folder.FullName}/written.csv'", $"attach '{_folder.FullName}/written.db' as other",
            $"export database '{_folder.FullName}/written'",
            "install httpfs", "load httpfs", $"load '{file}'", "select * from read_parquet('http://localhost:1/x.parquet')",
            "set enable_external_access = true", "set lock_configuration = false", "reset memory_limit", "set memory_limit = '64GB'",
            $"set temp_directory = '{_folder.FullName}'",
            "set max_temp_directory_size = '64GB'", "set allow_unsigned_extensions = true", "set autoload_known_extensions = true",
            "set threads = 64",
        ];

        foreach (var sql in forbidden)
        {
            Assert.True(Record.Exception(() => ColumnsDatabase.Execute(connection, sql)) is DuckDBException, sql);
        }

        database.Return(connection, isSound: true);
        Assert.Equal(
            [file],
            _folder.EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith(SpillFolder.Prefix, StringComparison.Ordinal))
                .Select(entry => entry.FullName));
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_waits_in_a_folder_of_its_own_that_is_bounded_and_gone_afterwards()
    {
        const string Few = "select i, i + 1, i + 2, i + 3 from range(800000) t(i) order by hash(i)";
        var many = Few.Replace("800000", "20000000", StringComparison.Ordinal);
        using (var database = Open())
        {
            await using var reading = ColumnsReading.Begin(database, isSnapshotNeeded: true, isStreaming: true)!;
            var spilled = 0L;
            Assert.Null(
                await AskAsync(
                    reading, Few, () => spilled = _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)));
            Assert.InRange(spilled, 1, Memory);

            var failure = await AskAsync(reading, many, () => { });
            Assert.True(failure is not null && ColumnsReading.IsOutOfMemory(failure), failure?.Message);
        }

        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_statement_ends_with_its_request_even_if_that_ended_just_before(bool before)
    {
        using var request = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        using (var database = Open())
        {
            await using (var reading = ColumnsReading.Begin(database, isSnapshotNeeded: true, isStreaming: false)!)
            {
                // Parameters are made last before the statement runs.
                var statement = new SqlStatement($"{Endless} + $1", [_ => Parameter()], []);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => Task.Run(() => AskAsync(reading, statement, () => { }, request.Token), Cancelled));
            }

            // The copy goes on, and nothing of the former runs in it.
            await using var next = ColumnsReading.Begin(database, isSnapshotNeeded: true, isStreaming: false)!;
            Assert.Null(await AskAsync(next, "select 1", () => { }));
        }

        Assert.Empty(_folder.EnumerateFileSystemInfos());

        DuckDBParameter Parameter()
        {
            if (before)
            {
                request.Cancel();
            }
            else
            {
                request.CancelAfter(TimeSpan.FromMilliseconds(200));
            }

            return new DuckDBParameter(0L);
        }
    }

    [Fact]
    public void What_a_crash_left_is_removed_by_the_next_copy_and_what_others_use_stays()
    {
        var left = Path.Combine(_folder.FullName, $"{SpillFolder.Prefix}0");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "duckdb_temp_storage_DEFAULT-0.tmp"), "spilled");
        File.WriteAllText($"{left}.lock", "");
        using var used = SpillFolder.Open(_folder.FullName);
        using var next = SpillFolder.Open(_folder.FullName);

        Assert.Equal(
            new[] { used.Path, next.Path, $"{used.Path}.lock", $"{next.Path}.lock" }.Order(StringComparer.Ordinal),
            _folder.EnumerateFileSystemInfos().Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }

    private ColumnsDatabase Open() => new(Memory, SpillFolder.Open(_folder.FullName), new CopiedTables(graph.Model));

    private static Task<DbException?> AskAsync(ColumnsReading reading, string sql, Action row) =>
        AskAsync(reading, new SqlStatement(sql, [], []), row, Cancelled);

    private static async Task<DbException?> AskAsync(
        ColumnsReading reading, SqlStatement statement, Action row, CancellationToken cancellationToken)
    {
        DbException? failure = null;
        await reading.AskAsync(
            [new DatabaseQuestion(statement, StatementArguments.None, ReadAsync, exception => failure = exception)],
            cancellationToken);
        return failure;

        async ValueTask<int> ReadAsync(DbDataReader reader, CancellationToken cancellation)
        {
            var rows = 0;
            while (await reader.ReadAsync(cancellation))
            {
                if (rows++ == 0)
                {
                    row();
                }
            }

            return rows;
        }
    }
}
