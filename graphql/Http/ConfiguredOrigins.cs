using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IndhCoops.GraphQL.Http;

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
                .WithExposedHeaders(CorrelationId.Header, HeaderNames.ETag, HeaderNames.AcceptRanges, HeaderNames.ContentRange, HeaderNames.ContentDisposition, HeaderNames.RetryAfter)
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    /// <summary>Answers the questions that browsers ask before they ask.</summary>
    public static void UseConfiguredOrigins(this WebApplication app)
    {
        if (AreAny(app.Services))
        {
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

    private static bool AreAny(IServiceProvider services) => services.GetRequiredService<IOptions<GraphHttpOptions>>().Value.AllowedOrigins.Count > 0;
}
