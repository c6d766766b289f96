using System.Buffers;
using System.IO.Pipelines;
using IndhCoops.GraphQL.Engine.Json;

namespace IndhCoops.GraphQL.Tables;

/// <summary>
/// A table in a format of text: rows gather in a small buffer that is sent whenever it is full, no faster than the client reads.
/// </summary>
internal abstract class TextTable(PipeWriter output) : ITableWriter
{
    private const int SentAt = 32 * 1024;

    protected JsonBuffer Text { get; } = new();

    public ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        WriteHead();
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(DbDataReader row, CancellationToken cancellationToken)
    {
        WriteRow(row);
        return Text.Length < SentAt ? ValueTask.CompletedTask : SendAsync(cancellationToken);
    }

    public ValueTask EndAsync(CancellationToken cancellationToken)
    {
        WriteTail();
        return SendAsync(cancellationToken);
    }

    public virtual void Dispose() => Text.Dispose();

    protected abstract void WriteHead();

    protected abstract void WriteRow(DbDataReader row);

    protected abstract void WriteTail();

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        output.Write(Text.Written);
        Text.Clear();
        await output.FlushAsync(cancellationToken);
    }
}
