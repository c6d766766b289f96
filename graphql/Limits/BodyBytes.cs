using IndhCoops.GraphQL.Http;

namespace IndhCoops.GraphQL.Limits;

/// <summary>The bytes that all bodies together may hold.</summary>
internal sealed class BodyBytes(long most)
{
    private const long LeastDerived = 8 * 1024 * 1024;
    private const long MostDerived = 64 * 1024 * 1024;

    private long _held;

    /// <summary>What is held now.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>The bytes that are set, or a 32nd of the memory that the process may use; never less than two of the longest bodies take.</summary>
    public static BodyBytes Of(RequestLimitOptions limits, GraphHttpOptions http) => new(Math.Max(
        2 * http.MaxRequestSize,
        limits.MaxBodyBytes ?? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, LeastDerived, MostDerived)));

    /// <summary>Takes some; false where there are not so many.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <summary>Gives some back.</summary>
    public void GiveBack(int bytes) => Interlocked.Add(ref _held, -bytes);
}
