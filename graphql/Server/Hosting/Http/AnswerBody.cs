using System.Runtime.CompilerServices;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>An answer as HTTP sends it: packed and tagged once, however often it is sent.</summary>
internal sealed class AnswerBody(ReadOnlyMemory<byte> body)
{
    // An answer that is kept keeps its body; one that is not takes it along.
    private static readonly ConditionalWeakTable<GraphResponse, AnswerBody> Bodies = [];

    private readonly Lock _gate = new();
    private readonly ReadOnlyMemory<byte>[] _packed = new ReadOnlyMemory<byte>[3];
    private string? _tag;

    public static AnswerBody Of(GraphResponse answer) => Bodies.GetValue(answer, static answer => new AnswerBody(answer.Body));

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

    /// <summary>The strong entity tag (RFC 9110, section 8.8.3) of the bytes in a format and an encoding.</summary>
    public string Tag(ResponseFormat format, ResponseEncoding encoding)
    {
        _tag ??= EntityTag.HashOf(body.Span);
        return EntityTag.Quote(_tag, $"-{(int)format}{(int)encoding}");
    }
}
