using IndhCoops.GraphQL.Hosting.Transport;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>
/// Lets a request through when its client has not asked too often and its body has arrived. Places are taken behind that, by
/// <see cref="PlaceTaking"/>: a slow sender holds none meanwhile.
/// </summary>
internal sealed class RequestLimits(RequestDelegate next, BodyReader bodies, ClientRate rate, RequestPlaces places)
{
    // What Retry-After says when everything is taken: places become free all the time.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context)
    {
        var connection = context.Features.Get<ConnectionPlace>();
        connection?.Touch();
        if (IsFree(context))
        {
            return next(context);
        }

        if (connection?.IsSpare == true)
        {
            return RefuseAsync(context, RequestRefusal.Full);
        }

        if (places.IsCounted(context) && rate.Refuses(context.Connection.RemoteIpAddress, 1, out var wait))
        {
            return RefuseAsync(context, RequestRefusal.TooMany, wait);
        }

        // Of files, later middleware knows whether the client may send them.
        return MultipartForm.IsAskedFor(context) ? next(context) : AnswerAsync(context, connection);
    }

    /// <summary>
    /// Whether a request is not limited: whether the process lives is answered always, and a preflight is no request yet.
    /// </summary>
    public static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null
        || (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod));

    private async Task AnswerAsync(HttpContext context, ConnectionPlace? connection)
    {
        var (body, refusal, hasLeft) = await bodies.ReadAsync(context);
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
                    await next(context);
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

    /// <summary>Sends a refusal, and when to ask again.</summary>
    public static async Task RefuseAsync(HttpContext context, RequestRefusal refusal, TimeSpan wait)
    {
        if (refusal.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            FailureAnswer.PutOff(context.Response, wait);
        }

        await RefusalAnswer.WriteAsync(context, refusal);
    }
}
