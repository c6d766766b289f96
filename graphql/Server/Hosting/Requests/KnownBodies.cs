using System.Diagnostics.CodeAnalysis;
using IndhCoops.GraphQL.Engine.Requests.Documents;

namespace IndhCoops.GraphQL.Hosting.Requests;

/// <summary>
/// What was read from bodies that came before: a page that asks again sends the same bytes, and reading them takes longer than finding its
/// kept answer. A body is kept when it comes for the second time, and only one that reads.
/// </summary>
internal sealed class KnownBodies
{
    private const int MaxBytes = 4 * 1024 * 1024;

    // What is longer is seldom sent twice.
    private const int MaxLength = 8 * 1024;

    // The text of a query, two bytes a character, and what else a request takes.
    private const int Times = 4;

    private readonly LeastRecentlyUsed<int, KnownBody> _bodies = new(MaxBytes);
    private readonly int[] _seenOnce = new int[1024];

    /// <summary>Finds what was read from the same bytes; and their hash, for <see cref="Add"/>.</summary>
    public bool TryGet(ReadOnlySpan<byte> body, out int hash, [NotNullWhen(true)] out GraphRequest? request)
    {
        var code = new HashCode();
        code.AddBytes(body.Length <= MaxLength ? body : []);
        hash = code.ToHashCode();
        request = body.Length <= MaxLength && _bodies.TryGet(hash, out var known) && body.SequenceEqual(known.Bytes) ? known.Request : null;
        return request is not null;
    }

    /// <summary>Keeps what was read, if the bytes came before and do not write.</summary>
    public void Add(ReadOnlySpan<byte> body, int hash, GraphRequest request)
    {
        ref var seen = ref _seenOnce[hash & (_seenOnce.Length - 1)];
        if (Volatile.Read(ref seen) != hash)
        {
            Volatile.Write(ref seen, hash);
        }
        else if (body.Length <= MaxLength && request.Query?.Contains("mutation", StringComparison.Ordinal) == false)
        {
            _bodies.Set(hash, new KnownBody(body.ToArray(), request), Times * body.Length);
        }
    }

    private sealed record KnownBody(byte[] Bytes, GraphRequest Request);
}
