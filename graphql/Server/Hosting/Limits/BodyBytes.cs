using System.Buffers;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>
/// The memory of all bodies together, and what was given back and waits for the next. They may hold the bytes that are set, or a 32nd of
/// the memory that the process may use; never less than two of the longest bodies take.
/// </summary>
internal sealed class BodyBytes(IOptions<RequestLimitOptions> limits, IOptions<GraphHttpOptions> http)
{
    // The shared pool keeps large buffers for each thread: twenty threads that have seen a long body would keep twenty.
    private const int Kept = 2;

    private const int Small = 32 * 1024;
    private const long LeastDerived = 8 * 1024 * 1024;
    private const long MostDerived = 64 * 1024 * 1024;

    private readonly ArrayPool<byte> _large = ArrayPool<byte>.Create((int)http.Value.MaxRequestSize, Kept);

    private readonly long _most = Math.Max(
        2 * http.Value.MaxRequestSize,
        limits.Value.MaxBodyBytes ?? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, LeastDerived, MostDerived));

    private long _held;

    /// <summary>The first bytes of each body are not counted, so that a usual query always finds room.</summary>
    public const int Free = 4096;

    /// <summary>Lends a buffer of at least so many bytes; null where all bodies together would hold too much.</summary>
    public byte[]? TryRent(int length)
    {
        var buffer = PoolOf(length).Rent(length);
        if (Interlocked.Add(ref _held, Counted(buffer)) <= _most)
        {
            return buffer;
        }

        GiveBack(buffer);
        return null;
    }

    /// <summary>Takes a buffer back; an empty one was not lent.</summary>
    public void GiveBack(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            Interlocked.Add(ref _held, -Counted(buffer));
            PoolOf(buffer.Length).Return(buffer);
        }
    }

    private static int Counted(byte[] buffer) => Math.Max(0, buffer.Length - Free);

    private ArrayPool<byte> PoolOf(int length) => length <= Small ? ArrayPool<byte>.Shared : _large;
}
