using System.Threading.Channels;
using Grpc.Core;
using IndhCoops.Functions.Tests.Playing.Rpc;

namespace IndhCoops.Functions.Tests.Playing;

/// <summary>The host's end of the one stream over which it and the worker speak.</summary>
internal sealed class HostStream(Action<StreamingMessage> receive) : FunctionRpc.FunctionRpcBase
{
    private readonly Channel<StreamingMessage> _messages = Channel.CreateUnbounded<StreamingMessage>();

    /// <summary>Sends a message, in order, once the worker has opened the stream.</summary>
    public void Send(StreamingMessage message) => Assert.True(_messages.Writer.TryWrite(message));

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var reading = ReadAsync(requestStream, end);
        try
        {
            await foreach (var message in _messages.Reader.ReadAllAsync(end.Token))
            {
                await responseStream.WriteAsync(message, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The worker has ended.
        }

        await reading;
    }

    private async Task ReadAsync(IAsyncStreamReader<StreamingMessage> messages, CancellationTokenSource end)
    {
        try
        {
            while (await messages.MoveNext(end.Token))
            {
                receive(messages.Current);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The worker has ended without closing the stream.
        }

        await end.CancelAsync();
    }
}
