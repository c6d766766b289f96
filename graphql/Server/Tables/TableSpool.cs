using System.Buffers;
using System.IO.Pipelines;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The part of a table that waits in a file until its client takes it.</summary>
internal sealed class TableSpool : IAsyncDisposable
{
    private const int Chunk = 64 * 1024;

    private static readonly StreamPipeWriterOptions Output = new(minimumBufferSize: Chunk, leaveOpen: true);

    private readonly FileStream _file;
    private readonly long _limit;
    private readonly SemaphoreSlim _more = new(0);
    private long _written;
    private volatile bool _isComplete;

    private TableSpool(FileStream file, long limit)
    {
        (_file, _limit) = (file, limit);
        Writer = PipeWriter.Create(file, Output);
    }

    public PipeWriter Writer { get; }

    /// <summary>Opens a file of which only this process knows.</summary>
    /// <exception cref="TableSpoolException">It cannot be made.</exception>
    public static TableSpool Open(TableOptions options)
    {
        try
        {
            return new TableSpool(NamelessFile.Open(options.SpoolFolder, "table"), options.SpoolBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TableSpoolException(
                $"there can be no file for it: {exception.Message} Set {Setting(nameof(options.SpoolFolder))} to a folder on disk that "
                    + "the server may write to.",
                exception);
        }
    }

    /// <summary>Writes what has gathered, and lets it be sent.</summary>
    /// <exception cref="TableSpoolException">There is no room for it.</exception>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        FlushResult flushed;
        try
        {
            flushed = await Writer.FlushAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new TableSpoolException($"its file cannot be written: {exception.Message}", exception);
        }

        var length = _file.Position;
        if (length > _limit)
        {
            throw new TableSpoolException($"more than {_limit} bytes of it wait ({Setting(nameof(TableOptions.SpoolBytes))}).");
        }

        Volatile.Write(ref _written, length);
        _more.Release();
        return flushed;
    }

    public async ValueTask CompleteAsync(Exception? exception)
    {
        if (exception is null)
        {
            await FlushAsync(CancellationToken.None);
        }

        _isComplete = true;
        _more.Release();
    }

    public async Task SendAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (var sent = 0L; ;)
            {
                // In this order: what was written before the end is seen then.
                var isComplete = _isComplete;
                var length = (int)Math.Min(Chunk, Volatile.Read(ref _written) - sent);
                if (length > 0)
                {
                    var read = await RandomAccess.ReadAsync(_file.SafeFileHandle, buffer.AsMemory(0, length), sent, cancellationToken);
                    await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    sent += read;
                }
                else if (isComplete)
                {
                    return;
                }
                else
                {
                    await _more.WaitAsync(cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What has gathered and is not written goes nowhere: after an error nobody asks for it.
        await Writer.CompleteAsync(new OperationCanceledException());
        await _file.DisposeAsync();
        _more.Dispose();
    }

    private static string Setting(string name) => $"{TableOptions.Section}__{name}";
}

/// <summary>A client is slower than the database, and what it has not taken yet finds no room. The message goes on after "since".</summary>
internal sealed class TableSpoolException(string message, Exception? inner = null) : Exception(message, inner);
