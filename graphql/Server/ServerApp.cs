using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL.About;
using IndhCoops.GraphQL.Access;
using IndhCoops.GraphQL.Answers;
using IndhCoops.GraphQL.Catalogue;
using IndhCoops.GraphQL.CooperativePages;
using IndhCoops.GraphQL.Dashboard;
using IndhCoops.GraphQL.EntryPage;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Limits;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Importing;
using IndhCoops.GraphQL.Pages;
using IndhCoops.GraphQL.ProgrammePages;
using IndhCoops.GraphQL.Reports;
using IndhCoops.GraphQL.Saved;
using IndhCoops.GraphQL.Search;
using IndhCoops.GraphQL.Startup;
using IndhCoops.GraphQL.Stores;
using IndhCoops.GraphQL.Tables;
using IndhCoops.GraphQL.Tables.Publishing;
using IndhCoops.GraphQL.TerritoryPages;
using IndhCoops.Hosting;
using IndhCoops.Hosting.Startup;
using IndhCoops.Hosting.Telemetry;

namespace IndhCoops.GraphQL;

/// <summary>Puts the server together, for the program and for every test.</summary>
public static class ServerApp
{
    /// <summary>Builds and runs the program; its exit code: 0 ended by a signal, 1 failed, 2 started in a way that cannot work.</summary>
    /// <param name="settings">Settings that go before those of files and environment.</param>
    public static async Task<int> RunAsync(string[] arguments, IReadOnlyDictionary<string, string?>? settings = null)
    {
        ProgramCulture.Set();
        if (Arguments.AskForHelp(arguments))
        {
            Console.WriteLine(ServerOptions.Usage);
            return 0;
        }

        ServerOptions? options = null;
        ProcessEnd? end = null;
        try
        {
            options = ServerOptions.Parse(arguments);
            Descriptors.OfThisProcess().RequireEnough();
            var app = Build(options, settings);
            end = app.Services.GetRequiredService<ProcessEnd>();
            await app.RunAsync();
            return end.ExitCode;
        }
        catch (OperationCanceledException) when (end is { HasBegun: true })
        {
            return end.ExitCode; // The start was not over yet.
        }
        catch (Exception exception)
        {
            return FailedStart.Tell(ServerTelemetry.Program, exception, options?.Database);
        }
    }

    /// <summary>Builds the server; it does not run yet.</summary>
    /// <param name="options">What the server is started with.</param>
    /// <param name="settings">Settings that go before those of files and environment.</param>
    /// <param name="configure">Replaces services, after all of them are registered.</param>
    public static WebApplication Build(
        ServerOptions options, IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var start = new StartLog();
        var builder = WebApplication.CreateBuilder();
        start.Filter(builder.Logging);
        builder.Configuration.AddEnvironmentVariables(TelemetryOptions.Variables).AddInMemoryCollection(
            settings ?? new Dictionary<string, string?>());
        builder.ListenAt(options.Port);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // A line per request is telemetry's work.
        builder.Services
            .AddSingleton(options)
            .AddIndhCoopsDatabase(
                options.Database with { Pooling = builder.Configuration.ReadPooling(), Tokens = new EntraTokens() }, PoolSizes.Other)
            .AddStore(options.Database, builder.Configuration)
            .AddLedger()
            .AddGraph(builder.Configuration)
            .AddTransport()
            .AddAccess(builder.Configuration)
            .AddAnswers()
            .AddGraphHttp()
            .AddTables()
            .AddPublishing()
            .AddSavedQueries()
            .AddPages()
            .AddCooperativePages()
            .AddTerritoryPages()
            .AddProgrammePages()
            .AddAboutPage()
            .AddSearch()
            .AddCatalogue()
            .AddDashboard()
            .AddEntryPage()
            .AddReportFiles(builder.Configuration)
            .AddReportPages()
            .AddIntake()
            .AddHealth()
            .AddLoading()
            .AddHostedService<MemoryReturn>();
        builder.AddTelemetry();
        configure?.Invoke(builder);

        var app = builder.Build();
        start.EndWith(app.Lifetime);
        app.UseTransport("/health");
        app.MapHealth("/health");
        app.MapGraphQL("/graphql");
        app.UseLoading();
        app.UseAccess();
        app.UsePlaces();
        app.MapTables("/graphql");
        app.MapSavedQueries("/graphql");
        app.MapCatalogue();
        app.MapReportFiles();
        app.MapDatasetFiles();
        app.MapReportPages();
        app.MapImporting();
        app.MapDashboard();
        app.MapEntryPage();
        app.MapCooperativePages();
        app.MapTerritoryPages();
        app.MapProgrammePages();
        app.MapAboutPage();
        app.MapSearch();
        app.MapPages();
        return app;
    }
}
