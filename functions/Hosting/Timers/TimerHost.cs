
namespace IndhCoops.Functions.Hosting.Timers;

/// <summary>Hosts the functions where there is no Functions host: this program fires their timers.</summary>
internal static class TimerHost
{
    public static IHost Build(Action<IHostApplicationBuilder> compose)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddHostedService<FunctionTimers>();
        var start = new StartLog();
        start.Filter(builder.Logging);
        builder.Services.Configure<LineFormatterOptions>(console => console.SaysFailures = true);
        compose(builder);
        var host = builder.Build();
        start.EndWith(host.Services.GetRequiredService<IHostApplicationLifetime>());
        return host;
    }
}
