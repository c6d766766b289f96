using System.Buffers;
using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Tables;

/// <summary>The output of formats of text: it gathers in a small buffer, which is sent no faster than the client reads.</summary>
internal sealed class TextOutput(PipeWriter output) : IDisposable
{
    private const int SentAt = 32 * 1024;

    public JsonBuffer Text { get; } = new();

    /// <summary>Sends what has gathered, where it is much.</summary>
    public ValueTask SendAsync(CancellationToken cancellationToken) =>
        Text.Length < SentAt ? ValueTask.CompletedTask : SendAllAsync(cancellationToken);

    public async ValueTask SendAllAsync(CancellationToken cancellationToken)
    {
        output.Write(Text.Written);
        Text.Clear();
        await output.FlushAsync(cancellationToken);
    }

    public void Dispose() => Text.Dispose();
}
