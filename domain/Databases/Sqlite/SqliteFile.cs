using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndhCoops.Domain.Databases.Sqlite;

/// <summary>What SQLite knows of the file that a connection has open.</summary>
public static class SqliteFile
{
    // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntlhasmoved
    private const int HasMovedQuestion = 20;
    private const nint MainDatabase = 0;

    /// <summary>
    /// Whether the path of an open database leads to another file by now, or to none: removed, renamed or replaced. It costs one look at
    /// the file system.
    /// </summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        return Ask(connection.Handle!, MainDatabase, HasMovedQuestion, ref moved) == raw.SQLITE_OK && moved != 0;
    }

    // The library that Microsoft.Data.Sqlite has loaded; its wrapper leaves this function out.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
#pragma warning disable SYSLIB1054 // Generated code would need unsafe blocks in this project for one call.
    private static extern int Ask(SafeHandle database, nint name, int question, ref int answer);
#pragma warning restore SYSLIB1054
}
