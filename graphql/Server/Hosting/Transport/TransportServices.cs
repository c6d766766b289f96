using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>Registers how clients reach the server: by which proxies, by HTTP or HTTPS, and with which headers in every answer.</summary>
internal static partial class TransportServices
{
    /// <summary>Registers transport; options come from the sections Transport, Proxies and Connections.</summary>
    /// <remarks>
    /// A request is answered on the thread that received it, and sent on the thread that answered it. Handing it on wakes two more threads,
    /// which takes longer than a kept answer. Where an answer blocks its thread, it holds up its own connection only: on Linux another
    /// thread watches the sockets.
    /// </remarks>
    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        services.AddChecked<TransportOptions>(TransportOptions.Section).Refuse((transport, _) => transport.Complaints());
        services.AddChecked<ProxyOptions>(ProxyOptions.Section).Refuse((proxies, _) => proxies.Complaints());
        services.AddChecked<ConnectionOptions>(ConnectionOptions.Section).Refuse((connections, provider) => connections.Complaints(
            provider.GetRequiredService<Descriptors>(), provider.GetRequiredService<IOptions<RequestLimitOptions>>().Value.MaxConcurrent));
        services.TryAddSingleton(_ => Descriptors.OfThisProcess());
        services.AddOptions<SocketTransportOptions>().Configure(sockets => sockets.UnsafePreferInlineScheduling = true);
        services.AddSingleton<ConnectionLimit>();
        services.AddSingleton<IConnectionListenerFactory, LimitedListenerFactory>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<TransportOptions>>(
            (kestrel, transport) => Limit(kestrel.Limits, transport.Value));

        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>(
            (headers, proxies) => Believe(headers, proxies.Value));
        services.AddOptions<HttpsRedirectionOptions>().Configure<IOptions<TransportOptions>>(
            (redirect, transport) => redirect.HttpsPort = transport.Value.HttpsPort);
        services.AddOptions<HstsOptions>().Configure<IOptions<TransportOptions>>(
            (hsts, transport) => hsts.MaxAge = transport.Value.HstsMaxAge ?? hsts.MaxAge);
        return services;
    }

    /// <summary>Comes before everything that looks at a client's address or answers it. Probes of health are not sent to HTTPS.</summary>
    public static void UseTransport(this WebApplication app, PathString health)
    {
        var transport = app.Services.GetRequiredService<IOptions<TransportOptions>>().Value;
        var proxies = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        var hasProxies = proxies.Addresses.Count + proxies.Networks.Count > 0;
        app.UseMiddleware<SecurityHeaders>();
        app.Use((context, next) =>
        {
            // A stream of HTTP/2 has no buffers of a network behind it: a client may leave even a short answer unread for as long as it
            // likes, and hold a place.
            if (HttpProtocol.IsHttp2(context.Request.Protocol))
            {
                PacedBody.Of(context);
            }

            return next(context);
        });
        if (hasProxies || proxies.PathPrefix is not null)
        {
            // Routing must come after it, since it changes the path.
            app.UseMiddleware<PathPrefix>();
            app.UseRouting();
        }

        if (hasProxies)
        {
            app.UseForwardedHeaders();
        }

        if (transport.HstsMaxAge is not null)
        {
            app.UseHsts();
        }

        if (transport.AllowedHosts.Count > 0)
        {
            // A redirect would repeat the name that the client gives.
            List<StringSegment> hosts = [.. transport.AllowedHosts.Select(host => new StringSegment(host))];
            app.Use((context, next) =>
                HostString.MatchesAny(context.Request.Host.Host, hosts) || context.Request.Path.StartsWithSegments(health)
                    ? next(context)
                    : Results.Problem("This server has another name. Ask by its own.", statusCode: StatusCodes.Status400BadRequest)
                        .ExecuteAsync(context));
        }

        if (transport.HttpsRedirect)
        {
            if (transport.AllowedHosts.Count == 0)
            {
                LogAnyHost(app.Logger);
            }

            app.UseWhen(context => !context.Request.Path.StartsWithSegments(health), https => https.UseHttpsRedirection());
        }
    }

    private static void Limit(KestrelServerLimits limits, TransportOptions transport)
    {
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MaxRequestBufferSize = 128 * 1024; // What a client sends beyond this waits in its own buffers until it is read.
        limits.MinResponseDataRate = new MinDataRate(transport.LeastBytesPerSecond, transport.SlowFor);
    }

    private static void Believe(ForwardedHeadersOptions headers, ProxyOptions proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = proxies.Hops;

        // No proxy is trusted by default, not even this machine.
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var address in proxies.Addresses)
        {
            headers.KnownProxies.Add(IPAddress.Parse(address));
        }

        foreach (var network in proxies.Networks)
        {
            headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "Redirects to HTTPS repeat whatever host a client names; set Transport__AllowedHosts__0 to the names of this server")]
    private static partial void LogAnyHost(ILogger logger);
}
