using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>Keeps what the storage was asked for.</summary>
internal sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    public ConcurrentQueue<string> Requests { get; } = new();

    public override void OnSendingRequest(HttpMessage message) =>
        Requests.Enqueue($"{message.Request.Method} {message.Request.Uri.ToUri().PathAndQuery}");
}
