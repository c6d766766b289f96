using IndhCoops.Functions.Hosting.Invocations;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddInvocations();
await builder.Build().RunAsync();
