using IndhCoops.GraphQL.Hosting;
using IndhCoops.GraphQL.Pages;

namespace IndhCoops.GraphQL.Dashboard;

/// <summary>Registers the dashboard and places it in the application.</summary>
internal static class DashboardServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddChecked<DashboardOptions>(DashboardOptions.Section);
        return services
            .AddSingleton<DashboardEndpoint>()
            .AddSingleton<DashboardPage>()
            .AddSingleton<IFrontPage>(provider => provider.GetRequiredService<DashboardEndpoint>());
    }

    /// <summary>Serves the dashboard at the root, charts below <c>embed/</c> and files below <c>dashboard/</c>, if there is one.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<DashboardEndpoint>();
        if (endpoint.IsPresent)
        {
            app.MapPage("/", "Dashboard", app.Services.GetRequiredService<DashboardPage>().MakeAsync).AllowAnonymous();
            app.MapMethods("/embed/{chart}", Methods, endpoint.GetChartAsync).WithDisplayName("Dashboard chart").AllowAnonymous();
            app.MapMethods("/dashboard/{**file}", Methods, endpoint.GetFileAsync).WithDisplayName("Dashboard files").AllowAnonymous();
        }

        return app;
    }
}
