using System.Diagnostics;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>
/// The body of a long answer, which breaks off a client that reads too slowly. Every byte read earns it time, which the server's waiting
/// spends. Kestrel measures the same rate from the beginning: a client whose network buffers took some megabytes at once may then read
/// nothing for ten minutes. Here a client never has more time in hand than it may be silent. Over HTTP/2 Kestrel measures a connection,
/// and not the stream that a client leaves unread in it.
/// </summary>
internal sealed class PacedBody(HttpContext context) : Stream
{
    // The most bytes of one write: the smaller, the sooner a client that has stopped is noticed.
    private const int Piece = 64 * 1024;

    private readonly Stream _body = context.Response.Body;
    private readonly TransportOptions _options = context.RequestServices.GetRequiredService<IOptions<TransportOptions>>().Value;

    // Of the seconds that the client may be silent.
    private double _spent;

    /// <summary>Waits for a client that does not read at once; nothing more is done unless it is set.</summary>
    public Func<Task, ValueTask>? SeeOut { private get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Paces all that is sent of a response from here on.</summary>
    public static PacedBody Of(HttpContext context)
    {
        if (context.Response.Body is not PacedBody paced)
        {
            context.Response.Body = paced = new PacedBody(context);
        }

        return paced;
    }

    /// <summary>Sends bytes, as far as the client reads them.</summary>
    /// <exception cref="SlowReaderException">It reads too slowly; the connection is broken off.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(Piece, buffer.Length)..])
        {
            var piece = buffer[..Math.Min(Piece, buffer.Length)];
            var writing = _body.WriteAsync(piece, cancellationToken);
            if (writing.IsCompleted)
            {
                await writing;
            }
            else
            {
                await AwaitAsync(writing.AsTask(), cancellationToken);
            }

            Spend(-(double)piece.Length / _options.LeastBytesPerSecond);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _body.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Less than nothing is earned.
    private void Spend(double seconds) => _spent = Math.Clamp(_spent + seconds, 0, _options.SlowFor.TotalSeconds);

    private async Task AwaitAsync(Task writing, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var waiting = SeeOut?.Invoke(writing).AsTask() ?? writing;
        try
        {
            await waiting.WaitAsync(_options.SlowFor - TimeSpan.FromSeconds(_spent), cancellationToken);
        }
        catch (TimeoutException)
        {
            // This also ends the write that is under way.
            context.Abort();
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new SlowReaderException($"{TransportOptions.Section}__{nameof(TransportOptions.LeastBytesPerSecond)}");
        }

        Spend(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
}

/// <summary>A client read its answer too slowly, and was broken off.</summary>
/// <param name="setting">The setting by which it was too slow.</param>
internal sealed class SlowReaderException(string setting) : Exception($"The client reads its answer too slowly ({setting}).")
{
    public string Setting => setting;
}
