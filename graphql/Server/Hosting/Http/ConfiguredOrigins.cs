using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Lets browser pages of <see cref="GraphHttpOptions.AllowedOrigins"/> ask; of none where none is configured.</summary>
internal static class ConfiguredOrigins
{
    private const string Policy = "IndhCoops.GraphQL";

    public static IServiceCollection AddConfiguredOrigins(this IServiceCollection services)
    {
        services.AddCors().AddOptions<CorsOptions>().Configure<IOptions<GraphHttpOptions>>(
            (cors, http) => cors.AddPolicy(Policy, policy => policy
                .WithOrigins([.. http.Value.AllowedOrigins])
                .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post)
                .AllowAnyHeader()
                .WithExposedHeaders(
                    CorrelationMiddleware.Header, HeaderNames.ETag, HeaderNames.AcceptRanges, HeaderNames.ContentRange,
                    HeaderNames.ContentDisposition, HeaderNames.RetryAfter)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    /// <summary>Answers the preflight requests of browsers, and names for caches the headers by which answers differ.</summary>
    public static void UseConfiguredOrigins(this WebApplication app)
    {
        if (AreAny(app.Services))
        {
            app.Use((context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<IEnableCorsAttribute>() is not null)
                {
                    context.Response.OnStarting(static state => VaryByOrigin((HttpResponse)state), context.Response);
                }

                return next(context);
            });
            app.UseCors();
        }
    }

    /// <summary>Lets pages of these origins call the endpoints.</summary>
    public static void AllowConfiguredOrigins(this IEndpointConventionBuilder endpoints, IServiceProvider services)
    {
        if (AreAny(services))
        {
            endpoints.RequireCors(Policy);
        }
    }

    // Also without an Origin header: a cache may give that answer to a page later, and it would lack the headers that the page needs.
    private static Task VaryByOrigin(HttpResponse response)
    {
        if (!response.Headers.Vary.ToString().Contains(HeaderNames.Origin, StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        return Task.CompletedTask;
    }

    private static bool AreAny(IServiceProvider services) =>
        services.GetRequiredService<IOptions<GraphHttpOptions>>().Value.AllowedOrigins.Count > 0;
}
