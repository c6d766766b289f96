using Microsoft.Extensions.Logging.Console;

namespace IndhCoops.Functions.Hosting.CommandLine;

/// <summary>Hosts one command: standard output is for what it did, the log goes to standard error.</summary>
internal static class CommandHost
{
    public static IHost Build(Action<IHostApplicationBuilder> compose)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var start = new StartLog();
        start.Filter(builder.Logging);
        compose(builder);
        var host = builder.Build();
        start.EndWith(host.Services.GetRequiredService<IHostApplicationLifetime>());
        return host;
    }
}
