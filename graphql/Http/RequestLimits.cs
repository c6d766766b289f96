using System.Globalization;
using System.Threading.RateLimiting;
using IndhCoops.GraphQL.Limits;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace IndhCoops.GraphQL.Http;

/// <summary>Keeps the server from taking on more than it can do, and a client from having all of it.</summary>
internal static class RequestLimits
{
    // How long those are asked to stay away who found the queue full: it moves on all the time.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Registers the limits.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RequestLimitOptions>().Bind(configuration.GetSection(RequestLimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => RefuseAsync(rejected));
    }

    /// <summary>Limits what is asked below a path.</summary>
    public static void UseRequestLimits(this WebApplication app, string path)
    {
        var limiter = app.Services.GetRequiredService<IOptions<RateLimiterOptions>>().Value;
        limiter.GlobalLimiter = Of(app.Services.GetRequiredService<IOptions<RequestLimitOptions>>().Value, path);
        app.UseRateLimiter();
    }

    private static PartitionedRateLimiter<HttpContext> Of(RequestLimitOptions options, string path)
    {
        var concurrency = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)
            && context.GetEndpoint()?.Metadata.GetMetadata<OwnPlaces>() is null
            ? RateLimitPartition.GetConcurrencyLimiter(path, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = options.MaxConcurrent,
                QueueLimit = options.MaxWaiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })
            : RateLimitPartition.GetNoLimiter(""));
        if (options.PerClient is not { } permits)
        {
            return concurrency;
        }

        var rate = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)
            ? RateLimitPartition.GetFixedWindowLimiter($"{context.Connection.RemoteIpAddress}", _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = options.Window })
            : RateLimitPartition.GetNoLimiter(""));
        return PartitionedRateLimiter.CreateChained(rate, concurrency);
    }

    // Only the rate of a client says when to come back.
    private static async ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        var hasRate = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        var response = rejected.HttpContext.Response;
        response.Headers.RetryAfter = Math.Ceiling((hasRate ? wait : Soon).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var format = AcceptHeader.Choose(rejected.HttpContext.Request.Headers.Accept, out _) ?? ResponseFormat.GraphQLResponse;
        await ResponseWriter.WriteAsync(response, hasRate ? RequestRefusal.TooMany : RequestRefusal.Busy, format);
    }
}
