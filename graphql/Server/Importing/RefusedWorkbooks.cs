using System.Diagnostics.CodeAnalysis;
using IndhCoops.Domain.Changes;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Hosting.Uploads;

namespace IndhCoops.GraphQL.Importing;

/// <summary>
/// Keeps the workbooks of refused rows until they are fetched: for a while, a few of them, each for the sender of the file. They lie on
/// this server's disk and go with the process: a sender who comes too late sends the file once more.
/// </summary>
internal sealed class RefusedWorkbooks(IOptions<UploadOptions> options, TimeProvider time) : IDisposable
{
    private const string Prefix = "/import/refused/";
    private const int Most = 32;

    // They take no more room than so many of the largest uploads.
    private const int MostUploads = 4;

    private readonly UploadOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<Guid, KeptWorkbook> _kept = [];

    public static string PathOf(Guid id) => $"{Prefix}{id}.xlsx";

    public static string Pattern => $"{Prefix}{{id:guid}}.xlsx";

    /// <summary>Keeps a workbook; the identifier by which it can be fetched, which nobody can guess.</summary>
    /// <param name="author">The author who may fetch it.</param>
    public async Task<Guid> KeepAsync(Author author, Action<Stream> write)
    {
        var file = NamelessFile.Open(_options.Folder, "refused");
        try
        {
            write(file);
            await file.FlushAsync();
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        var id = Guid.NewGuid();
        lock (_gate)
        {
            var bytes = _kept.Values.Sum(kept => kept.Length) + file.Length;
            while (_kept.Count > 0 && (_kept.Count >= Most || bytes > MostUploads * _options.MaxBytes))
            {
                var (oldest, workbook) = _kept.GetAt(0);
                bytes -= workbook.Length;
                Remove(oldest);
            }

            var end = time.CreateTimer(_ => Remove(id), null, _options.RefusedLifetime, Timeout.InfiniteTimeSpan);
            _kept.Add(id, new KeptWorkbook(file, author, end));
        }

        return id;
    }

    /// <summary>Finds a workbook for the sender of its file; disposing gives it back.</summary>
    public bool TryTake(Guid id, Author author, [NotNullWhen(true)] out KeptWorkbook? workbook)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(id, out workbook)
                || (workbook.Author.Subject, workbook.Author.Client) != (author.Subject, author.Client))
            {
                workbook = null;
                return false;
            }

            workbook.Take();
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_kept.Count > 0)
            {
                Remove(_kept.GetAt(0).Key);
            }
        }
    }

    private void Remove(Guid id)
    {
        lock (_gate)
        {
            if (_kept.Remove(id, out var workbook))
            {
                workbook.Dispose();
            }
        }
    }
}

/// <summary>A workbook that is kept. It is closed when nobody keeps or reads it any more.</summary>
internal sealed class KeptWorkbook(FileStream file, Author author, ITimer end) : IDisposable
{
    private int _users = 1;

    public Author Author => author;

    public long Length => RandomAccess.GetLength(file.SafeFileHandle);

    public void Take() => Interlocked.Increment(ref _users);

    public async Task SendAsync(Stream body, CancellationToken cancellationToken)
    {
        // Several may read it at once, so each has a position of its own.
        var buffer = new byte[64 * 1024];
        var sent = 0L;
        while (await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, sent, cancellationToken) is > 0 and var read)
        {
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            sent += read;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            end.Dispose();
            file.Dispose();
        }
    }
}
