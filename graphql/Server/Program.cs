using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL;
using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Answers;
using IndhCoops.GraphQL.Catalogue;
using IndhCoops.GraphQL.Dashboard;
using IndhCoops.GraphQL.EntryPage;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Importing;
using IndhCoops.GraphQL.Reports;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Startup;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tables.Publishing;
using IndhCoops.Hosting;
using IndhCoops.Hosting.Startup;
using IndhCoops.Hosting.Telemetry;

if (args is ["--help" or "-h" or "help", ..])
{
    Console.WriteLine(ServerOptions.Usage);
    return 0;
}

ServerOptions? options = null;
try
{
    options = ServerOptions.Parse(args);
    Descriptors.OfThisProcess().RequireEnough();
    var start = new StartLog();
    var builder = WebApplication.CreateBuilder();
    start.Filter(builder.Logging);
    builder.Configuration.AddEnvironmentVariables(TelemetryOptions.Variables);
    builder.ListenAt(options.Port);
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // A line per request is telemetry's work.
    builder.Services
        .AddSingleton(options)
        .AddIndhCoopsDatabase(options.Database with { Pooling = builder.Configuration.ReadPooling(), Tokens = new EntraTokens() }, PoolSizes.Other)
        .AddLedger(builder.Configuration)
        .AddGraph(builder.Configuration)
        .AddTransport(builder.Configuration)
        .AddAccess(builder.Configuration)
        .AddSingleton(provider => SchemaTexts.Of(provider))
        .AddAnswers(builder.Configuration)
        .AddGraphHttp(builder.Configuration)
        .AddTables(builder.Configuration)
        .AddPublishing(builder.Configuration)
        .AddSavedQueries()
        .AddCatalogue()
        .AddDashboard(builder.Configuration)
        .AddEntryPage(builder.Configuration)
        .AddReportFiles(builder.Configuration)
        .AddIntake()
        .AddHealth()
        .AddLoading()
        .AddHostedService<MemoryReturn>();
    builder.AddTelemetry();

    var app = builder.Build();
    start.EndWith(app.Lifetime);
    var end = app.Services.GetRequiredService<ProcessEnd>();
    app.UseTransport("/health");
    app.MapHealth("/health");
    app.MapMetrics();
    app.MapGraphQL("/graphql");
    app.UseLoading();
    app.UseAccess();
    app.UsePlaces();
    app.MapTables("/graphql");
    app.MapSavedQueries("/graphql");
    app.MapCatalogue();
    app.MapReportFiles();
    app.MapImporting();
    app.MapDashboard();
    app.MapEntryPage();
    await app.RunAsync();
    return end.ExitCode;
}
catch (Exception exception)
{
    return FailedStart.Tell(ServerTelemetry.Program, exception, options?.Database);
}
