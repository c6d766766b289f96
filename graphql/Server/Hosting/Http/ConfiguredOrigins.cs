using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Lets browser pages of <see cref="GraphHttpOptions.AllowedOrigins"/> ask; of none where none is configured.</summary>
internal static class ConfiguredOrigins
{
    private const string Policy = "IndhCoops.GraphQL";

    /// <summary>Registers what such pages may do.</summary>
    public static IServiceCollection AddConfiguredOrigins(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<GraphHttpOptions>>(
            (cors, http) => cors.AddPolicy(Policy, policy => policy
                .WithOrigins([.. http.Value.AllowedOrigins])
                .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post)
                .AllowAnyHeader()
                .WithExposedHeaders(
                    CorrelationId.Header,
                    HeaderNames.ETag,
                    HeaderNames.AcceptRanges,
                    HeaderNames.ContentRange,
                    HeaderNames.ContentDisposition,
                    HeaderNames.RetryAfter)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    /// <summary>Answers the questions that browsers ask before they ask, and tells caches what they ask by.</summary>
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

    /// <summary>Lets such pages ask what is placed here.</summary>
    public static void AllowConfiguredOrigins(this IEndpointConventionBuilder endpoints, IServiceProvider services)
    {
        if (AreAny(services))
        {
            endpoints.RequireCors(Policy);
        }
    }

    // Also where a request names no origin: its answer, kept by a cache, would be given to a page, and lack what the page needs.
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
