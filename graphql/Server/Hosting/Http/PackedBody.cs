using System.Runtime.CompilerServices;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>A body as HTTP sends it: packed and tagged once, however often it is sent.</summary>
internal sealed class PackedBody(ReadOnlyMemory<byte> body)
{
    // An answer that is kept keeps its body; one that is not takes it along.
    private static readonly ConditionalWeakTable<GraphResponse, PackedBody> Answers = [];

    private readonly Lock _gate = new();
    private readonly ReadOnlyMemory<byte>[] _packed = new ReadOnlyMemory<byte>[3];
    private string? _hash;

    /// <summary>How long it is before it is packed.</summary>
    public int Length => body.Length;

    public static PackedBody Of(GraphResponse answer) => Answers.GetValue(answer, static answer => new PackedBody(answer.Body));

    public ReadOnlyMemory<byte> Bytes(ResponseEncoding encoding)
    {
        if (encoding == ResponseEncoding.Identity)
        {
            return body;
        }

        lock (_gate)
        {
            ref var packed = ref _packed[(int)encoding];
            if (packed.IsEmpty)
            {
                packed = encoding.Pack(body.Span);
            }

            return packed;
        }
    }

    /// <summary>The strong entity tag (RFC 9110, section 8.8.3) of the bytes in the representation that a suffix names.</summary>
    public string Tag(string suffix) => EntityTag.Quote(_hash ??= EntityTag.HashOf(body.Span), suffix);
}
