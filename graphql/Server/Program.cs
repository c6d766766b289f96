using IndhCoops.Domain.Startup;
using IndhCoops.GraphQL;
using IndhCoops.GraphQL.Hosting.Lifetime;
using IndhCoops.GraphQL.Hosting.Telemetry;
using IndhCoops.GraphQL.Hosting.Transport;
using IndhCoops.GraphQL.Startup;
using IndhCoops.Hosting.Telemetry;

if (Arguments.AskForHelp(args))
{
    Console.WriteLine(ServerOptions.Usage);
    return 0;
}

ServerOptions? options = null;
try
{
    options = ServerOptions.Parse(args);
    Descriptors.OfThisProcess().RequireEnough();
    var app = ServerApp.Build(options);
    var end = app.Services.GetRequiredService<ProcessEnd>();
    await app.RunAsync();
    return end.ExitCode;
}
catch (Exception exception)
{
    return FailedStart.Tell(ServerTelemetry.Program, exception, options?.Database);
}
