using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>A request with files, as far as it was read. Its files are gone when it is disposed, and its place is free.</summary>
internal sealed class Upload(UploadForm form, Action leave, ConnectionPlace? connection) : IAsyncDisposable
{
    public IReadOnlyList<RequestReading> Requests => form.Requests;

    public bool IsBatch => form.IsBatch;

    public async ValueTask DisposeAsync()
    {
        await form.DisposeAsync();
        leave();
        connection?.End();
    }
}
