using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>
/// Learns the prefix under which a client reaches the server: what known proxies say that they stripped, or else what is set. Whatever
/// gives a client an address puts it in front, as <see cref="HttpRequest.PathBase"/>. It comes before the forwarded headers are read:
/// they replace the address of the proxy, which is looked at here.
/// </summary>
internal sealed class PathPrefix(RequestDelegate next, IOptions<ProxyOptions> options, IOptions<ForwardedHeadersOptions> forwarded)
{
    /// <summary>Where a proxy says what it stripped.</summary>
    public const string Header = "X-Forwarded-Prefix";

    // Long enough for any path that people type.
    private const int MaxLength = 200;

    // The characters that stand for themselves in every part of an address, in HTML and in JSON.
    private static readonly SearchValues<char> Sound =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private readonly ForwardedHeadersOptions _forwarded = forwarded.Value;
    private readonly bool _hasProxies = forwarded.Value.KnownProxies.Count + forwarded.Value.KnownIPNetworks.Count > 0;
    private readonly PathString _set = TryRead(options.Value.PathPrefix ?? "", out var prefix) ? prefix : default;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!TryReadForwarded(context, out var prefix))
        {
            return Results.Problem(
                $"A proxy sent a header {Header} that is no path such as /indh: letters, digits and -._~ between slashes, "
                    + $"at most {MaxLength} characters.",
                statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
        }

        if (_hasProxies && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            context.Response.OnStarting(static state => VaryByPrefix((HttpResponse)state), context.Response);
        }

        if (prefix.HasValue)
        {
            request.PathBase = prefix;
        }
        else if (_set.HasValue)
        {
            request.PathBase = _set;
            if (request.Path.StartsWithSegments(_set, StringComparison.Ordinal, out var rest))
            {
                // A proxy that does not strip it.
                request.Path = rest.HasValue ? rest : "/";
            }
        }

        return next(context);
    }

    /// <summary>Reads a prefix; without a slash at its end, and empty for the root. False where it is none.</summary>
    public static bool TryRead(string text, out PathString prefix)
    {
        text = text.TrimEnd('/') is { Length: > 0 } named ? named : text.Length > 1 ? text : "";
        var isSound = text.Length == 0 || (text.Length <= MaxLength && text[0] == '/'
            && text[1..].Split('/').All(segment => segment is not ("" or "." or "..") && !segment.AsSpan().ContainsAnyExcept(Sound)));
        prefix = isSound ? new PathString(text) : default;
        return isSound;
    }

    // The nearest proxy appends last. A proxy before it is believed if the nearer one names its address and that is a known proxy's.
    private bool TryReadForwarded(HttpContext context, out PathString prefix)
    {
        prefix = default;
        if (!_hasProxies || !context.Request.Headers.ContainsKey(Header))
        {
            return true;
        }

        var prefixes = context.Request.Headers.GetCommaSeparatedValues(Header);
        var clients = context.Request.Headers.GetCommaSeparatedValues(ForwardedHeadersDefaults.XForwardedForHeaderName);
        var speaker = context.Connection.RemoteIpAddress;
        for (var hop = 1; hop <= Math.Min(prefixes.Length, _forwarded.ForwardLimit ?? 1) && IsKnown(speaker); hop++)
        {
            if (!TryRead(prefixes[^hop], out var stripped))
            {
                return false;
            }

            prefix = stripped.Add(prefix);
            speaker = hop <= clients.Length && IPEndPoint.TryParse(clients[^hop], out var client) ? client.Address : null;
        }

        return (prefix.Value?.Length ?? 0) <= MaxLength;
    }

    private bool IsKnown(IPAddress? address) => address is not null
        && ((address.IsIPv4MappedToIPv6 && IsKnown(address.MapToIPv4()))
            || _forwarded.KnownProxies.Contains(address)
            || _forwarded.KnownIPNetworks.Any(network => network.Contains(address)));

    // Also where a request brings none: its answer, kept by a cache, would be given to a client behind another prefix.
    private static Task VaryByPrefix(HttpResponse response)
    {
        response.Headers.Append(HeaderNames.Vary, Header);
        return Task.CompletedTask;
    }
}
