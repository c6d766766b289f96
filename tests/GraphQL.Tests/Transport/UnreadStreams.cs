using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace IndhCoops.GraphQL.Tests.Transport;

/// <summary>Requests of one connection of HTTP/2 (RFC 9113) whose client lets the server send no byte of an answer.</summary>
internal sealed class UnreadStreams : IDisposable
{
    private const byte Headers = 1, Reset = 3, Settings = 4;
    private const byte EndOfStreamAndHeaders = 5, Acknowledged = 1;
    private const byte InitialWindowSize = 4;

    private readonly TcpClient _connection = new();
    private readonly Dictionary<byte, int> _received = [];

    /// <summary>Opens the streams, and waits until each has the headers of its answer.</summary>
    public static async Task<UnreadStreams> OpenAsync(Uri server, string path, int streams, CancellationToken cancellationToken)
    {
        var opened = new UnreadStreams();
        await opened._connection.ConnectAsync(server.Host, server.Port, cancellationToken);
        var connection = opened._connection.GetStream();
        await connection.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), cancellationToken);
        await connection.WriteAsync(Frame(Settings, 0, 0, [0, InitialWindowSize, 0, 0, 0, 0]), cancellationToken);
        await connection.WriteAsync(Frame(Settings, Acknowledged, 0, []), cancellationToken);
        for (var i = 0; i < streams; i++)
        {
            await connection.WriteAsync(Frame(Headers, EndOfStreamAndHeaders, (2 * i) + 1, Request(server, path)), cancellationToken);
        }

        await opened.UntilAsync(Headers, streams, cancellationToken);
        return opened;
    }

    /// <summary>Waits until the server has ended so many of the streams.</summary>
    public Task UntilResetAsync(int streams, CancellationToken cancellationToken) => UntilAsync(Reset, streams, cancellationToken);

    public void Dispose() => _connection.Dispose();

    private async Task UntilAsync(byte type, int frames, CancellationToken cancellationToken)
    {
        var connection = _connection.GetStream();
        var head = new byte[9];
        while (_received.GetValueOrDefault(type) < frames)
        {
            await connection.ReadExactlyAsync(head, cancellationToken);
            await connection.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian([0, .. head.AsSpan(0, 3)])], cancellationToken);
            _received[head[3]] = _received.GetValueOrDefault(head[3]) + 1;
        }
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] content)
    {
        var head = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(head, content.Length << 8);
        (head[3], head[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(5), stream);
        return [.. head, .. content];
    }

    // :method GET and :scheme http are in the table of RFC 7541; :path and :authority are named by it, their values written out.
    private static byte[] Request(Uri server, string path) =>
        [0x82, 0x86, 0x04, .. Text(path), 0x01, .. Text(server.Authority)];

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
