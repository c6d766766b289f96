using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>
/// Refuses requests for host names that are not set as this server's own: a redirect would repeat the name that the client gives.
/// </summary>
internal sealed class KnownHosts(RequestDelegate next, IOptions<TransportOptions> options)
{
    private readonly List<StringSegment> _hosts = [.. options.Value.AllowedHosts.Select(host => new StringSegment(host))];

    public Task InvokeAsync(HttpContext context) =>
        HostString.MatchesAny(context.Request.Host.Host, _hosts)
            ? next(context)
            : Results.Problem("This server has another name. Ask by its own.", statusCode: StatusCodes.Status400BadRequest)
                .ExecuteAsync(context);
}
