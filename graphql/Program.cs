using IndhCoops.Domain.Persistence;
using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Answers;
using IndhCoops.GraphQL.Dashboard;
using IndhCoops.GraphQL.Execution;
using IndhCoops.GraphQL.Execution.Pools;
using IndhCoops.GraphQL.Http;
using IndhCoops.GraphQL.Reports;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Startup;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Telemetry;
using IndhCoops.GraphQL.Transport;

var options = ServerOptions.Parse(args);
if (options is null)
{
    return 2;
}

var builder = WebApplication.CreateBuilder();
builder.Configuration.AddEnvironmentVariables("INDHCOOPS_");
builder.ListenAt(options.Port);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // A line per request is telemetry's work.
builder.Services
    .AddSingleton(options)
    .AddIndhCoopsDatabase(options.Database with { Pooling = builder.Configuration.ReadPooling() }, PoolSizes.Other)
    .AddGraph(builder.Configuration)
    .AddTransport(builder.Configuration)
    .AddAccess(builder.Configuration)
    .AddSingleton(provider => SchemaTexts.Of(provider))
    .AddAnswers(builder.Configuration)
    .AddGraphHttp(builder.Configuration)
    .AddTables(builder.Configuration)
    .AddSavedQueries()
    .AddDashboard(builder.Configuration)
    .AddReportFiles(builder.Configuration)
    .AddHealth()
    .AddHostedService<DataPreparation>();
builder.AddTelemetry();

var app = builder.Build();
app.UseTransport("/health");
app.MapHealth("/health");
app.MapMetrics();
app.MapGraphQL("/graphql");
app.UseAccess();
app.MapTables("/graphql");
app.MapSavedQueries("/graphql");
app.MapReportFiles();
app.MapDashboard();
await app.RunAsync();
return 0;
