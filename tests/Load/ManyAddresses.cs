namespace IndhCoops.Load;

/// <summary>Sends each request as another client behind a proxy would, so that well-behaved clients are many to the server.</summary>
internal sealed class ManyAddresses() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>What the server is told, to believe it.</summary>
    public static readonly (string Name, string Value) Setting = ("Proxies__Addresses__0", "127.0.0.1");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"198.51.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}");
        return base.SendAsync(request, cancellationToken);
    }
}
