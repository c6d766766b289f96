using System.Buffers;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>The body of a request that has arrived. Its memory is lent: dispose it after parsing; the request's end does so too.</summary>
internal sealed class ReadBody(BodyBytes bytes) : IDisposable
{
    private byte[] _buffer = [];
    private int _length;

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Adds what arrived next; false where all bodies together would hold too much.</summary>
    /// <param name="limit">How long the whole may become.</param>
    public bool TryAdd(in ReadOnlySequence<byte> part, int limit)
    {
        var length = _length + (int)part.Length;
        if (length > _buffer.Length)
        {
            if (bytes.TryRent(Math.Max(BodyBytes.Free, Math.Min(limit, Math.Max(length, 2 * _buffer.Length)))) is not { } larger)
            {
                return false;
            }

            Span.CopyTo(larger);
            bytes.GiveBack(_buffer);
            _buffer = larger;
        }

        part.CopyTo(_buffer.AsSpan(_length));
        _length = length;
        return true;
    }

    public void Dispose()
    {
        var buffer = _buffer;
        (_buffer, _length) = ([], 0);
        bytes.GiveBack(buffer);
    }
}
