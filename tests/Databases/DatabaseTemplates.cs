using System.Collections.Concurrent;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Databases;

/// <summary>Databases that are made once in a process and copied by every test that starts from the same content.</summary>
internal static class DatabaseTemplates
{
    private static readonly ConcurrentDictionary<(DatabaseKind Kind, string Content), Lazy<Task<TestDatabase>>> Made = new();

    static DatabaseTemplates() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAll();

    /// <summary>A copy of the template, which is made if nobody asked for it before.</summary>
    public static async Task<TestDatabase> CopyAsync(
        DatabaseKind kind, string content, Func<Task<TestDatabase>> make, CancellationToken cancellationToken)
    {
        var template = await Made.GetOrAdd((kind, content), _ => new Lazy<Task<TestDatabase>>(make)).Value.WaitAsync(cancellationToken);
        return await template.CopyAsync(cancellationToken);
    }

    // The files of SQLite; a PostgreSQL of the tests is gone as a whole.
    private static void DropAll()
    {
        foreach (var made in Made.Values)
        {
            if (made is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result.Folder: { } folder } })
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
