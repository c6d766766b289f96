using Azure.Storage.Blobs;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting.CommandLine;
using IndhCoops.Functions.Hosting.Timers;
using IndhCoops.Functions.Telemetry;

namespace IndhCoops.Functions.Hosting;

/// <summary>
/// The console program: does what the command line asks for where it asks, and fires its own timers otherwise. In Azure the Functions host
/// starts the worker instead (<see cref="Invocations.InvocationServices"/>).
/// </summary>
public sealed class FunctionsApp : IAsyncDisposable
{
    /// <summary>How long the end of the program waits for work to give up.</summary>
    internal static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    private readonly IHost _host;
    private readonly Command? _command;
    private readonly bool _firesTimers;

    private FunctionsApp(IHost host, Command? command, bool firesTimers = false) =>
        (_host, _command, _firesTimers) = (host, command, firesTimers);

    /// <summary>What the program is composed of.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>
    /// Builds and runs the program; its exit code: 0 done, 1 failed, 2 started in a way that cannot work, 3 an import of which rows were
    /// refused. <paramref name="settings"/> go before those of files and environment.
    /// </summary>
    public static async Task<int> RunAsync(
        string[] arguments, Action<IServiceCollection> addFunctions, IReadOnlyDictionary<string, string?>? settings = null)
    {
        ProgramCulture.Set();
        if (Arguments.AskForHelp(arguments))
        {
            Console.WriteLine(Usage.Text);
            return 0;
        }

        DatabaseOptions? database = null;
        try
        {
            await using var app = Build(arguments, addFunctions, settings);
            database = app.Services.GetRequiredService<DatabaseOptions>();
            return await app.RunAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            return FailedStart.Tell(FunctionsTelemetry.Program, exception, database);
        }
    }

    /// <summary>Composes the program; <paramref name="settings"/> go before those of files and environment.</summary>
    /// <exception cref="StartException">The arguments, the settings or the functions cannot work.</exception>
    public static FunctionsApp Build(
        string[] arguments, Action<IServiceCollection> addFunctions, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var options = FunctionsOptions.Read(arguments, Configure(new ConfigurationManager(), settings));
        if (options is { Command.LandsReports: false })
        {
            return new FunctionsApp(CommandHost.Build(ComposeLedger), options.Command);
        }

        var host = options.Command is null ? TimerHost.Build(Compose) : CommandHost.Build(Compose);

        // Fails now, not at the first run, if two functions have one name or the settings of the storage cannot work.
        host.Services.GetRequiredService<FunctionCatalog>();
        host.Services.GetRequiredService<BlobServiceClient>();
        return new FunctionsApp(host, options.Command, firesTimers: options.Command is null);

        void ComposeLedger(IHostApplicationBuilder builder)
        {
            Configure(builder.Configuration, settings);
            builder.Services.AddIndhCoopsDatabase(options.Database).AddLedger(wait: TimeSpan.FromSeconds(30))
                .AddIntake()
                .AddSingleton<CommandFailures>()
                    .AddSingleton<RecordCommand>()
                    .AddSingleton<ImportCommand>()
                    .AddSingleton<CheckLedgerCommand>()
                    .AddSingleton<BackupCommand>();
            builder.AddTelemetry();
        }

        void Compose(IHostApplicationBuilder builder)
        {
            Configure(builder.Configuration, settings);
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
            builder.Services
                .AddIndhCoopsDatabase(options.Database)
                .AddBlobStorage(_ => options.Storage!)
                .AddSingleton(new Lazy<DatabaseOptions>(options.Database))
                .AddFunctionHosting()
                .AddSingleton<RunCommand>();
            builder.AddTelemetry();
            addFunctions(builder.Services);
        }
    }

    /// <summary>Starts listening or waiting, and returns.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _host.StartAsync(cancellationToken);

    /// <summary>Cancels what runs and stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _host.StopAsync(cancellationToken);

    /// <summary>Runs until a signal, or until what the command line asks for is done; the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (_firesTimers)
        {
            await RequireDatabaseAsync(cancellationToken);
        }

        try
        {
            await StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _command is null ? 0 : StartFailure.Cannot; // A signal came before the start was over.
        }

        int? exitCode = _command switch
        {
            RunArguments run => await Services.GetRequiredService<RunCommand>().RunAsync(run, cancellationToken),
            RecordArguments record => await Services.GetRequiredService<RecordCommand>().RunAsync(record, cancellationToken),
            ImportArguments import => await Services.GetRequiredService<ImportCommand>().ImportAsync(import, cancellationToken),
            TemplateArguments template => await Services.GetRequiredService<ImportCommand>()
                .WriteTemplateAsync(template, cancellationToken),
            BackupArguments backup => await Services.GetRequiredService<BackupCommand>().BackUpAsync(backup, cancellationToken),
            RestoreArguments restore => await Services.GetRequiredService<BackupCommand>().RestoreAsync(restore, cancellationToken),
            CheckLedgerArguments => await Services.GetRequiredService<CheckLedgerCommand>().RunAsync(cancellationToken),
            _ => null,
        };
        if (exitCode is null)
        {
            await _host.WaitForShutdownAsync(cancellationToken);
            return 0;
        }

        await StopAsync(cancellationToken);
        return exitCode.Value;
    }

    // Timers wait for a database that the server has still to prepare. One that cannot be used at all fails the start.
    private async Task RequireDatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Services.GetRequiredService<DatabaseMigration>().RequireAsync(cancellationToken);
        }
        catch (DatabaseNotReadyException)
        {
            // The server has still to migrate it: each run says so until then.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ((IAsyncDisposable)_host).DisposeAsync();

    private static TConfiguration Configure<TConfiguration>(TConfiguration configuration, IReadOnlyDictionary<string, string?>? settings)
        where TConfiguration : IConfigurationBuilder
    {
        configuration.SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
                .AddEnvironmentVariables(TelemetryOptions.Variables)
                .AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        return configuration;
    }
}
