using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>
/// The body of a long answer, which breaks off a client that reads too slowly. Every byte read earns the client time; time that the server
/// waits for it is spent. Kestrel measures the same rate from the beginning of the answer: a client whose network buffers took some
/// megabytes at once may then read nothing for ten minutes. Here a client never has more time in hand than it may be silent.
/// </summary>
internal sealed class PacedBody : Stream
{
    // The most bytes of one write: the smaller, the sooner a client that has stopped is noticed.
    private const int Piece = 64 * 1024;

    private readonly HttpContext _context;
    private readonly Stream _body;
    private readonly MinDataRate? _least;
    private TimeSpan _left;

    /// <summary>Takes the place of a response's body.</summary>
    public PacedBody(HttpContext context)
    {
        _context = context;
        _body = context.Response.Body;
        _least = context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate;
        _left = _least?.GracePeriod ?? TimeSpan.Zero;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sends bytes, as far as the client reads them.</summary>
    /// <exception cref="SlowReaderException">It reads too slowly; the connection is broken off.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(Piece, buffer.Length)..])
        {
            var piece = buffer[..Math.Min(Piece, buffer.Length)];
            var writing = _body.WriteAsync(piece, cancellationToken);
            if (writing.IsCompleted || _least is null)
            {
                await writing;
            }
            else
            {
                await AwaitAsync(writing.AsTask(), cancellationToken);
            }

            Earn(piece.Length);
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

    private void Earn(int bytes)
    {
        if (_least is not null)
        {
            var earned = _left + TimeSpan.FromSeconds(bytes / _least.BytesPerSecond);
            _left = earned < _least.GracePeriod ? earned : _least.GracePeriod;
        }
    }

    private async Task AwaitAsync(Task writing, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await writing.WaitAsync(_left, cancellationToken);
        }
        catch (TimeoutException)
        {
            // This also ends the write that is under way.
            _context.Abort();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new SlowReaderException($"{TransportOptions.Section}:{nameof(TransportOptions.LeastBytesPerSecond)}");
        }

        var left = _left - Stopwatch.GetElapsedTime(began);
        _left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
