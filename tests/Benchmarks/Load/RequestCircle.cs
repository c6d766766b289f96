using System.Buffers.Text;

namespace IndhCoops.Benchmarks.Load;

/// <summary>What one client sends, one request after the other and then from the first again.</summary>
internal sealed class RequestCircle(IReadOnlyList<byte[]> requests, int first)
{
    /// <summary>A request that holds this name is sent with another name each time, so that no server has ever seen it.</summary>
    public const string NameNeverSeen = "N0000000000000000";

    private readonly (byte[] Bytes, int Name)[] _requests =
        [.. requests.Select(request => (request.ToArray(), request.AsSpan().IndexOf("N0000000000000000"u8)))];
    private long _seen = Random.Shared.NextInt64();
    private int _next = first;

    /// <summary>The next of them.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var (bytes, name) = _requests[_next++ % _requests.Length];
        if (name >= 0)
        {
            Utf8Formatter.TryFormat(++_seen, bytes.AsSpan(name + 1), out _, new('X', 16));
        }

        return bytes;
    }
}
