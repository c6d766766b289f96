using System.Diagnostics;
using System.IO.Pipelines;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// The output of a table. The database is read at its own speed and the client served at its own; what lies between waits in memory, and
/// beyond a limit in a file. Otherwise a slow client would keep a transaction open and one of few connections busy.
/// </summary>
internal sealed class TableOutput(TableOptions options) : PipeWriter, IAsyncDisposable
{
    private const int PausedAt = 512 * 1024;
    private const int ResumedAt = 256 * 1024;
    private const int Segment = 64 * 1024;

    private readonly Pipe _memory = new(new PipeOptions(
        pauseWriterThreshold: PausedAt, resumeWriterThreshold: ResumedAt, minimumSegmentSize: Segment, useSynchronizationContext: false));

    // How long the database may still wait for the client, all waits together. A usual client is as fast as the database and never uses it
    // up.
    private TimeSpan _patience = TimeSpan.FromSeconds(1);
    private TableSpool? _spool;

    private PipeWriter Current => _spool?.Writer ?? _memory.Writer;

    /// <summary>Sends what is written, to its end, to the body of the response.</summary>
    public async Task SendAsync(Stream body, CancellationToken cancellationToken)
    {
        await _memory.Reader.CopyToAsync(body, cancellationToken);
        if (_spool is { } spool)
        {
            await spool.SendAsync(body, cancellationToken);
        }
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => Current.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => Current.GetSpan(sizeHint);

    public override void Advance(int bytes) => Current.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_spool is { } spool)
        {
            return spool.FlushAsync(cancellationToken);
        }

        var flush = _memory.Writer.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully ? flush : WaitAsync(flush.AsTask(), cancellationToken);
    }

    public override void CancelPendingFlush() => Current.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => throw new NotSupportedException($"Call {nameof(CompleteAsync)}.");

    public override ValueTask CompleteAsync(Exception? exception = null) =>
        _spool?.CompleteAsync(exception) ?? _memory.Writer.CompleteAsync(exception);

    public async ValueTask DisposeAsync()
    {
        await _memory.Writer.CompleteAsync();
        await _memory.Reader.CompleteAsync();
        if (_spool is { } spool)
        {
            await spool.DisposeAsync();
        }
    }

    private async ValueTask<FlushResult> WaitAsync(Task<FlushResult> flush, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var flushed = await flush.WaitAsync(_patience, cancellationToken);
            _patience = TimeSpan.FromTicks(Math.Max(0, (_patience - Stopwatch.GetElapsedTime(began)).Ticks));
            return flushed;
        }
        catch (TimeoutException)
        {
            // From now on all goes to the file, and the memory is sent before it.
            _spool = TableSpool.Open(options);
            await _memory.Writer.CompleteAsync();
            return default;
        }
    }
}
