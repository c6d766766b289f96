using System.Net;

namespace IndhCoops.Functions.Hosting.CustomHandler;

/// <summary>Hosts the functions for the Azure Functions host, which invokes them over HTTP on one loopback port.</summary>
internal static class HandlerHost
{
    public static IHost Build(int port, Action<IHostApplicationBuilder> compose)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton<InvocationEndpoint>();
        compose(builder);

        var app = builder.Build();
        app.MapGet("/", () => "IndhCoops.Functions"); // Asked every 25 ms until it answers, so it touches nothing.
        app.MapPost("/{function}", (string function, HttpContext context, InvocationEndpoint endpoint) => endpoint.InvokeAsync(function, context));
        app.MapFallback(context => InvocationAnswer.NotFound(context.Request.Path).ExecuteAsync(context));
        return app;
    }
}
