using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>Answers only those who ask by a name of this server, where its names are set: a redirect repeats the name that a client gives.</summary>
internal sealed class KnownHosts(RequestDelegate next, IOptions<TransportOptions> options)
{
    private readonly List<StringSegment> _hosts = [.. options.Value.AllowedHosts.Select(host => new StringSegment(host))];

    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context) =>
        HostString.MatchesAny(context.Request.Host.Host, _hosts)
            ? next(context)
            : Results.Problem("This server has another name. Ask by its own.", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
}
