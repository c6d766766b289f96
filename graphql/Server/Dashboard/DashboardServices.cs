using IndhCoops.GraphQL.Hosting.Http;
using IndhCoops.GraphQL.Hosting.Lifetime;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>Registers the dashboard and places it in the application.</summary>
internal static class DashboardServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers what <see cref="MapDashboard"/> needs.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<DashboardOptions>(configuration.GetSection(DashboardOptions.Section))
        .AddSingleton<DashboardEndpoint>()
        .AddSingleton<IFrontPage>(provider => provider.GetRequiredService<DashboardEndpoint>());

    /// <summary>Serves the dashboard at the root and its files below <c>dashboard/</c>, where there is one.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<DashboardEndpoint>();
        if (endpoint.IsPresent)
        {
            app.MapMethods("/", Methods, endpoint.GetPageAsync).WithDisplayName("Dashboard").WithMetadata(new NeedsData(_ => true)).AllowAnonymous();
            app.MapMethods("/dashboard/{**file}", Methods, endpoint.GetFileAsync).WithDisplayName("Dashboard files").AllowAnonymous();
        }

        return app;
    }
}
