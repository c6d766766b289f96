using IndhCoops.Functions.Hosting.Invocations;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddInvocations(services => services.AddOpenTelemetry().UseFunctionsWorkerDefaults());
await builder.Build().RunAsync();
