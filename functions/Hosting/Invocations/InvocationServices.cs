using IndhCoops.Domain.Databases.Postgres;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Telemetry;
using IndhCoops.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IndhCoops.Functions.Hosting.Invocations;

/// <summary>Registers what the worker is composed of, which the Functions host starts and invokes.</summary>
public static class InvocationServices
{
    /// <summary>
    /// Adds the functions. Settings are read by the first invocation, which fails with a sentence where they are wrong. If the worker died
    /// at start instead, the host would start it three more times, end, and show nothing of what it wrote.
    /// </summary>
    /// <param name="builder">The worker.</param>
    /// <param name="addTelemetry">Adds what the worker itself tells, where telemetry is collected.</param>
    public static void AddInvocations<TBuilder>(this TBuilder builder, Action<IServiceCollection> addTelemetry)
        where TBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
    {
        ProgramCulture.Set();
        AddRuns(builder, addTelemetry);
        builder.UseMiddleware<FailureMiddleware>();
    }

    private static void AddRuns(IHostApplicationBuilder builder, Action<IServiceCollection> addTelemetry)
    {
        builder.Configuration.AddEnvironmentVariables(TelemetryOptions.Variables);
        StartException? wrongTelemetry = null;
        try
        {
            builder.AddTelemetry(addTelemetry);
        }
        catch (Exception exception) when (StartFailure.Known(exception) is { } failure)
        {
            wrongTelemetry = new StartException(failure.Sentence);
        }

        builder.Services
            .Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true)
            .Configure<HostOptions>(host => host.ShutdownTimeout = FunctionsApp.LongestStop)
            .AddSingleton(provider => new Lazy<DatabaseOptions>(() => ReadDatabase(provider.GetRequiredService<IConfiguration>())))
            .AddIndhCoopsDatabase(provider => provider.GetRequiredService<Lazy<DatabaseOptions>>().Value)
            .AddBlobStorage(provider => provider.GetRequiredService<IConfiguration>().ReadStorage())
            .AddFunctionHosting()
            .AddReportFunctions()
            .AddSingleton<OngoingRuns>()
            .AddHostedService(provider => provider.GetRequiredService<OngoingRuns>())
            .AddHostedService<HostWatch>()
            .AddSingleton(provider => new InvocationRunner(
                provider.GetRequiredService<FunctionCatalog>(),
                provider.GetRequiredService<FunctionRunner>(),
                provider.GetRequiredService<OngoingRuns>(),
                provider.GetRequiredService<Failures>(),
                wrongTelemetry,
                provider.GetRequiredService<ILogger<InvocationRunner>>()))
            .RemoveAll<IStartupValidator>();
        builder.KeepFailuresFromHost();
    }

    // The host gets one sentence as the result of the invocation; the exception and its stack trace go to the console and the log.
    private static void KeepFailuresFromHost(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<LineFormatterOptions>(console => console.SaysFailures = true);
        foreach (var provider in builder.Services.Where(service => service.ServiceType == typeof(ILoggerProvider))
            .Select(service => service.ImplementationType)
            .ToList())
        {
            if (provider?.Assembly == typeof(FunctionContext).Assembly)
            {
                builder.Services.Configure<LoggerFilterOptions>(
                    log => log.Rules.Add(new LoggerFilterRule(provider.FullName, FailureLog.Category, LogLevel.None, null)));
            }
        }
    }

    private static DatabaseOptions ReadDatabase(IConfiguration configuration)
    {
        if (configuration[FunctionsOptions.DatabaseConnectionString] is not { Length: > 0 } connectionString)
        {
            throw new StartException(
                $"No database is given. Set {FunctionsOptions.DatabaseVariable}=Host=…;Database=…, "
                    + "the PostgreSQL database that the server uses.");
        }

        PostgresConnectionString.Check(connectionString, FunctionsOptions.DatabaseVariable);
        return DatabaseOptions.PostgreSql(connectionString) with { Pooling = configuration.ReadPooling(), Tokens = new EntraTokens() };
    }
}
