using System.Globalization;
using IndhCoops.Benchmarks.Works;
using IndhCoops.Domain.Persistence;

namespace IndhCoops.Benchmarks.Handwritten;

/// <summary>The same work done by endpoints that can do nothing else.</summary>
internal static class HandwrittenServer
{
    /// <summary>Starts it, as this program's first argument.</summary>
    public const string Verb = "serve-handwritten";

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

        await using IPages pages = Enum.Parse<DatabaseKind>(kind) == DatabaseKind.Sqlite
            ? new SqlitePages(connectionString)
            : new PostgresPages(connectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        var app = builder.Build();
        app.UseMiddleware<ReadyMade>();
        app.UseRouting();
        app.MapGet("/health", () => "ready");
        app.MapGet(
            $"/{Work.Flat.Name}",
            context =>
                AnswerAsync(context, (question, json, cancellation) => WriteListAsync(question, json, pages.WriteFlatAsync, cancellation)));
        app.MapGet(
            $"/{Work.Nested.Name}",
            context => AnswerAsync(
                context, (question, json, cancellation) => WriteListAsync(question, json, pages.WriteNestedAsync, cancellation)));
        app.MapGet($"/{Work.Single.Name}", context => AnswerAsync(context, pages.WriteSingleAsync));
        app.MapGet(
            $"/{Work.Count.Name}",
            context =>
                AnswerAsync(context, async (question, json, cancellation) => json.Count(await pages.CountAsync(question, cancellation))));
        app.MapGet($"/{Work.Groups.Name}", context => WriteGroupsAsync(context, "grants"u8.ToArray(), pages.WriteGroupsAsync));
        app.MapGet($"/{Work.Months.Name}", context => WriteGroupsAsync(context, "movements"u8.ToArray(), pages.WriteMonthsAsync));
        app.MapGet($"/{Work.Distinct.Name}", context => AnswerAsync(context, async (_, json, cancellation) =>
        {
            var (cooperatives, phases, projects) = await pages.CountDistinctAsync(cancellation);
            json.Distinct(cooperatives, phases, projects);
        }));
        app.MapGet($"/{Work.Levels.Name}", async context =>
        {
            context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
            await using var json = new LevelsJson(context.Response.BodyWriter);
            json.Begin();
            await pages.WriteLevelsAsync(QuestionOf(context), json, context.RequestAborted);
            json.EndAll();
        });
        app.MapGet($"/{Work.Export.Name}", async context =>
        {
            context.Response.ContentType = "text/csv; charset=utf-8";
            var csv = new CooperativesCsv(context.Response.BodyWriter);
            csv.Begin();
            await pages.WriteExportAsync(QuestionOf(context), csv, context.RequestAborted);
        });
        await app.RunAsync();
        return 0;
    }

    private static Question QuestionOf(HttpContext context) =>
        new(context.Request.Query["region"]!, int.Parse(context.Request.Query["since"]!, CultureInfo.InvariantCulture));

    private static async Task AnswerAsync(HttpContext context, Func<Question, CooperativesJson, CancellationToken, Task> write)
    {
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        await using var json = new CooperativesJson(context.Response.BodyWriter);
        await write(QuestionOf(context), json, context.RequestAborted);
    }

    private static async Task WriteGroupsAsync(HttpContext context, byte[] list, Func<GroupsJson, CancellationToken, Task> write)
    {
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        await using var json = new GroupsJson(context.Response.BodyWriter);
        json.Begin(list);
        await write(json, context.RequestAborted);
        json.End();
    }

    private static async Task WriteListAsync(
        Question question,
        CooperativesJson json,
        Func<Question, CooperativesJson, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        json.Begin();
        await write(question, json, cancellationToken);
        json.End();
    }
}
