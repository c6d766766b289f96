using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace IndhCoops.Benchmarks.Load;

/// <summary>
/// An HTTP/1.1 connection for one request after the other, with next to no cost of its own: a blocking socket, one buffer.
/// </summary>
internal sealed class KeepAliveConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[256 * 1024];
    private int _filled;

    /// <summary>Connects to a port of the loopback interface.</summary>
    public KeepAliveConnection(int port)
    {
        _socket.ReceiveTimeout = 120_000;
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Sends a request and reads its answer's body, which is valid until the next request.</summary>
    /// <exception cref="IOException">The answer is not 200, or the connection broke.</exception>
    public ReadOnlySpan<byte> Exchange(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        _filled = 0;
        int headEnd;
        while ((headEnd = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            Fill();
        }

        var head = _buffer.AsSpan(0, headEnd + 2);
        if (!head.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new IOException($"The server answered:\n{System.Text.Encoding.UTF8.GetString(_buffer, 0, _filled)}");
        }

        var body = headEnd + 4;
        return LengthIn(head) is { } length ? ReadWhole(body, length) : ReadChunks(body);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static int? LengthIn(ReadOnlySpan<byte> head)
    {
        // Kestrel and Node write the name differently.
        var at = head.IndexOf("ontent-Length: "u8) is var kestrel and >= 0 ? kestrel : head.IndexOf("ontent-length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + 15)..], out int length, out _) ? length : null;
    }

    private ReadOnlySpan<byte> ReadWhole(int start, int length)
    {
        while (_filled < start + length)
        {
            Fill();
        }

        return _buffer.AsSpan(start, length);
    }

    // Moves each chunk up to the one before it, over the line that says how long it is.
    private ReadOnlySpan<byte> ReadChunks(int start)
    {
        var (read, written) = (start, start);
        while (true)
        {
            int lineEnd;
            while ((lineEnd = _buffer.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
            {
                Fill();
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(read, lineEnd), out int size, out _, 'x'))
            {
                throw new IOException("The server sent a malformed chunk.");
            }

            read += lineEnd + 2;
            while (_filled < read + size + 2)
            {
                Fill();
            }

            if (size == 0)
            {
                return _buffer.AsSpan(start, written - start);
            }

            _buffer.AsSpan(read, size).CopyTo(_buffer.AsSpan(written));
            (read, written) = (read + size + 2, written + size);
        }
    }

    private void Fill()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var received = _socket.Receive(_buffer.AsSpan(_filled));
        _filled += received > 0 ? received : throw new IOException("The server closed the connection.");
    }
}
