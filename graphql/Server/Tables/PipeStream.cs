using System.Buffers;
using System.IO.Pipelines;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// A pipe as a stream, for libraries that write file formats. What they write stays in memory until it is sent, which only
/// <see cref="SendAsync"/> does, no faster than the client reads.
/// </summary>
internal sealed class PipeStream(PipeWriter output) : Stream
{
    private const long SentAt = 64 * 1024;

    private long _written;
    private long _sent;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <summary>Sends what has gathered, where it is much.</summary>
    public ValueTask SendAsync(CancellationToken cancellationToken) =>
        _written - _sent < SentAt ? ValueTask.CompletedTask : SendAllAsync(cancellationToken);

    public async ValueTask SendAllAsync(CancellationToken cancellationToken)
    {
        _sent = _written;
        await output.FlushAsync(cancellationToken);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Write(buffer);
        _written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
