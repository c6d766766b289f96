using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Transport;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Limits;

/// <summary>
/// Lets a request through when its client has not asked too often and its body has arrived. Places are taken behind that, by <see cref="PlaceTaking"/>: whoever
/// sends slowly holds none meanwhile.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    // How long those are asked to stay away who found everything taken: it changes all the time.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly RequestDelegate _next;
    private readonly BodyReader _bodies;
    private readonly ClientRate? _rate;
    private readonly RequestPlaces _places;

    public RequestLimits(RequestDelegate next, BodyReader bodies, RequestPlaces places, IOptions<RequestLimitOptions> options)
    {
        (_next, _bodies, _places) = (next, bodies, places);
        _rate = ClientRate.Of(options.Value);
    }

    /// <inheritdoc/>
    public void Dispose() => _rate?.Dispose();

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
            await RefuseAsync(context, RequestRefusal.Full);
        }
        else if (_rate is not null && _places.IsCounted(context) && _rate.Refuses(context.Connection.RemoteIpAddress, out var wait))
        {
            await RefuseAsync(context, RequestRefusal.TooMany, wait);
        }
        else
        {
            await AnswerAsync(context, connection);
        }
    }

    /// <summary>Whether a request is not limited: whether the process lives is answered always, and a preflight is no request yet.</summary>
    public static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null
        || (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod));

    private async Task AnswerAsync(HttpContext context, ConnectionPlace? connection)
    {
        var (body, refusal, hasLeft) = await _bodies.ReadAsync(context);
        if (refusal is not null)
        {
            await RefuseAsync(context, refusal);
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
                    await _next(context);
                }
            }
            finally
            {
                connection?.End();
            }
        }
    }

    /// <summary>Sends a refusal of which the reason may be gone in a moment.</summary>
    public static Task RefuseAsync(HttpContext context, RequestRefusal refusal) => RefuseAsync(context, refusal, Soon);

    private static async Task RefuseAsync(HttpContext context, RequestRefusal refusal, TimeSpan wait)
    {
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            FailureAnswer.PutOff(context.Response, wait);
        }

        await RefusalAnswer.WriteAsync(context, refusal);
    }
}
