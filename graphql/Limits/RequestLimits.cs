using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Transport;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Limits;

/// <summary>
/// Lets a request through when its client has not asked too often, its body has arrived, and there is a place for it, in this order: whoever
/// sends slowly holds no place meanwhile.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    // How long those are asked to stay away who found everything taken: it changes all the time.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly RequestDelegate _next;
    private readonly BodyReader _bodies;
    private readonly ClientRate? _rate;
    private readonly RequestPlaces _places;

    public RequestLimits(RequestDelegate next, PathString graph, BodyReader bodies, IOptions<RequestLimitOptions> options)
    {
        (_next, _bodies) = (next, bodies);
        _rate = ClientRate.Of(options.Value);
        _places = new RequestPlaces(options.Value, graph);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rate?.Dispose();
        _places.Dispose();
    }

    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var connection = context.Features.Get<ConnectionPlace>();
        connection?.Touch();
        if (IsFree(context))
        {
            await _next(context);
        }
        else if (connection?.IsSpare == true)
        {
            await RefuseAsync(context, RequestRefusal.Full, Soon);
        }
        else if (_rate is not null && _places.IsCounted(context.Request.Path) && _rate.Refuses(context.Connection.RemoteIpAddress, out var wait))
        {
            await RefuseAsync(context, RequestRefusal.TooMany, wait);
        }
        else
        {
            await AnswerAsync(context, connection);
        }
    }

    // Whether the process lives is answered always, and a preflight is no request yet.
    private static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null
        || (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod));

    private async Task AnswerAsync(HttpContext context, ConnectionPlace? connection)
    {
        var (body, refusal, hasLeft) = await _bodies.ReadAsync(context);
        if (refusal is not null)
        {
            await RefuseAsync(context, refusal, Soon);
        }
        else if (!hasLeft)
        {
            // Until its body has arrived, the connection may be closed for a new one as if it were idle.
            connection?.Begin();
            try
            {
                using (body)
                {
                    context.Features.Set(body);
                    using var place = await _places.TakeAsync(context);
                    await (place is null or { IsAcquired: true } ? _next(context) : RefuseAsync(context, RequestRefusal.Busy, Soon));
                }
            }
            finally
            {
                connection?.End();
            }
        }
    }

    private static async Task RefuseAsync(HttpContext context, RequestRefusal refusal, TimeSpan wait)
    {
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            FailureAnswer.PutOff(context.Response, wait);
        }

        await RefusalAnswer.WriteAsync(context, refusal);
    }
}
