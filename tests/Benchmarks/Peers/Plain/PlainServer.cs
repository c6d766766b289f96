using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Peers.Plain;

/// <summary>GraphQL.NET over EF Core, as its documentation puts it together and most would write it.</summary>
internal static class PlainServer
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "serve-plain";

    /// <summary>The command line that serves a database; the port comes behind it.</summary>
    public static IEnumerable<string> Arguments(DatabaseOptions database) => [Verb, $"{database.Kind}", database.ConnectionString];

    /// <summary>Serves until it is ended.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var kind, var connectionString, "--port", var port])
        {
            await Console.Error.WriteLineAsync($"{Verb} KIND CONNECTION --port N");
            return 2;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Services.AddIndhCoopsDatabase(new DatabaseOptions(Enum.Parse<DatabaseKind>(kind), connectionString))
            .AddScoped<GrantsOfCooperatives>();
        var app = builder.Build();
        var schema = new PlainSchema();
        var executer = new DocumentExecuter();
        var serializer = new GraphQLSerializer();
        app.MapGet("/health", () => "ready");
        app.MapPost("/graphql", async context =>
        {
            var request = await serializer.ReadAsync<GraphQLRequest>(context.Request.Body, context.RequestAborted);
            var result = await executer.ExecuteAsync(options =>
            {
                options.Schema = schema;
                options.Query = request!.Query;
                options.Variables = request.Variables;
                options.RequestServices = context.RequestServices;
                options.CancellationToken = context.RequestAborted;
            });
            context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
            await serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
        });
        await app.RunAsync();
        return 0;
    }
}
