using IndhCoops.GraphQL.Hosting.Transport;

namespace IndhCoops.GraphQL.Hosting.Limits;

/// <summary>Registers what keeps the server from taking on more than it can do, and a client from having all of it.</summary>
internal static class RequestLimitServices
{
    /// <summary>Registers the limits; options come from the section RequestLimits.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services)
    {
        services.AddChecked<RequestLimitOptions>(RequestLimitOptions.Section).PostConfigure<Descriptors>(
            (options, descriptors) => options.MaxConcurrent = descriptors.RequestsAtMost(options.MaxConcurrent));
        return services.AddSingleton<BodyBytes>().AddSingleton<BodyReader>()
            .AddSingleton<ClientRate>().AddSingleton<RequestPlaces>();
    }

    /// <summary>Limits what is asked. Comes behind CORS: a refused page must be able to read why, and a preflight is not counted.</summary>
    public static void UseRequestLimits(this WebApplication app) => app.UseMiddleware<RequestLimits>();

    /// <summary>Has requests wait for a place. Comes last, behind what waits for others: for the body, for the token's authority.</summary>
    public static void UsePlaces(this WebApplication app)
    {
        var places = app.Services.GetRequiredService<RequestPlaces>();
        app.Use((context, next) =>
            RequestLimits.IsFree(context) || AnswersGraphQL.Of(context)?.TakesPlace == true ? next(context) : AnswerAsync(context, next));

        async Task AnswerAsync(HttpContext context, RequestDelegate next)
        {
            using var place = await places.TakeAsync(context);
            if (place is null)
            {
                await FailureAnswer.WriteAsync(context, RequestRefusal.Busy);
                return;
            }

            PacedBody.Of(context).SeeOut = place.SeeOutAsync;
            await next(context);
        }
    }
}
