using System.Collections.Concurrent;
using DuckDB.NET.Data;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Stores.Columns;

/// <summary>
/// One copy: a DuckDB in the memory of this process. It reads and writes no file but what it spills, loads no extension, and nothing can
/// change that later. It is gone when it is retired and its last reader has left.
/// </summary>
internal sealed class ColumnsDatabase : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DuckDBConnection _root = new("DataSource=:memory:");
    private readonly ConcurrentBag<DuckDBConnection> _idle = [];
    private readonly SpillFolder? _spill;
    private bool _isRetired;

    // Whoever made it is one of them until it is retired.
    private int _users = 1;

    /// <param name="memory">The most bytes that it takes.</param>
    /// <param name="spill">The folder that it spills as many bytes to, and removes in the end; null where it does not spill.</param>
    /// <param name="tables">Its tables, which are empty at first.</param>
    public ColumnsDatabase(long memory, SpillFolder? spill, CopiedTables tables)
    {
        _spill = spill;
        try
        {
            _root.Open();
            Execute(_root, string.Create(CultureInfo.InvariantCulture, $"""
                set memory_limit = '{memory}B';
                set threads = {Math.Clamp(Environment.ProcessorCount, 1, 4)};
                set temp_directory = '{spill?.Path.Replace("'", "''", StringComparison.Ordinal)}';
                set max_temp_directory_size = '{memory}B';
                set preserve_insertion_order = false;
                set global perfect_ht_threshold = {NumberBits};
                set allocator_background_threads = true;
                set autoinstall_known_extensions = false;
                set autoload_known_extensions = false;
                attach ':memory:' as {Name} (compress);
                set enable_external_access = false;
                set lock_configuration = true;
                use {Name};
                create table {State} (version bigint);
                insert into {State} values (0);
                """));
            foreach (var table in tables.All)
            {
                Execute(_root, Create(table, table.Entity.Table));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // Groups whose keys are numbers of so many bits together have a place each in a list, not in a hash table: different projects of grants
    // are counted in half of the time. A list has 262,144 places at most, and each thread has one while its query runs.
    private const int NumberBits = 18;

    // What DuckDB holds in memory is packed only in a database of its own.
    private const string Name = "copied";

    /// <summary>The table that says which state of the database the copy is in: a reader sees it in its own transaction.</summary>
    public const string State = "copied_state";

    /// <summary>A connection that nobody else uses until it is given back; null where the copy is retired.</summary>
    public DuckDBConnection? Rent()
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return null;
            }

            _users++;
        }

        try
        {
            return _idle.TryTake(out var connection) ? connection : Connect();
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Takes a connection back.</summary>
    /// <param name="isSound">Whether it can be used again.</param>
    public void Return(DuckDBConnection connection, bool isSound)
    {
        if (isSound)
        {
            _idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }

        Leave();
    }

    /// <summary>
    /// Packs what was written, to a third of what it took, and gives the rest back to the system. DuckDB does it by itself only after many
    /// writes. Nobody may write meanwhile.
    /// </summary>
    public void Pack()
    {
        if (Rent() is not { } connection)
        {
            return;
        }

        var isSound = false;
        try
        {
            Execute(connection, $"checkpoint {Name}");
            isSound = true;
        }
        catch (DuckDBException)
        {
            // What is there is right as it is.
        }
        finally
        {
            Return(connection, isSound);
        }
    }

    /// <summary>Takes no more readers; those that are there read to the end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return;
            }

            _isRetired = true;
        }

        Leave();
    }

    public static string Create(CopiedTable table, string name) =>
        $"create table \"{name}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\" {TypeOf(column.Kind)}"))})";

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string TypeOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Int => "integer",
        ScalarKind.Long or ScalarKind.Decimal or ScalarKind.DateTime => "bigint",
        ScalarKind.Date => "date",
        ScalarKind.Uuid => "uuid",
        ScalarKind.Boolean => "boolean",
        ScalarKind.TextList => "varchar[]",
        _ => "varchar",
    };

    private DuckDBConnection Connect()
    {
        var connection = _root.Duplicate();
        try
        {
            connection.Open();
            Execute(connection, $"use {Name}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_users > 0)
            {
                return;
            }
        }

        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        _root.Dispose();
        _spill?.Dispose();
    }
}
