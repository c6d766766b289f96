using IndhCoops.GraphQL.Hosting.Transport;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Lets a request through when its client has not asked too often and its body has come: a slow sender holds no place.</summary>
internal sealed class RequestLimits(RequestDelegate next, BodyReader bodies, ClientRate rate, RequestPlaces places)
{
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
            return FailureAnswer.WriteAsync(context, RequestRefusal.Full);
        }

        if (places.IsCounted(context) && rate.Refuses(context.Connection.RemoteIpAddress, 1, out var wait))
        {
            return FailureAnswer.WriteAsync(context, RequestRefusal.TooMany, wait);
        }

        // Of files, later middleware knows whether the client may send them.
        return MultipartForm.IsAskedFor(context) ? next(context) : AnswerAsync(context, connection);
    }

    /// <summary>Whether a request is not limited: whether the process lives is always told, and a preflight is no request yet.</summary>
    public static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null
        || (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod));

    private async Task AnswerAsync(HttpContext context, ConnectionPlace? connection)
    {
        var (body, refusal, hasLeft) = await bodies.ReadAsync(context);
        if (refusal is not null)
        {
            await FailureAnswer.WriteAsync(context, refusal);
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
}
