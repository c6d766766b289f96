using System.Net;
using IndhCoops.Databases;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Startup;

/// <summary>The port opens before the data is there, and says so.</summary>
public sealed class FirstStartTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_server_that_loads_lives_and_puts_off_what_needs_data(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        var port = FreePort.Find();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        ServerRun run;
        await using (var context = database.Contexts.CreateDbContext())
        {
            // Whoever writes meanwhile keeps the loading from its end.
            await using var writer = await context.Database.BeginTransactionAsync(Cancelled);
            if (kind == DatabaseKind.PostgreSql)
            {
                await context.Database.ExecuteSqlRawAsync("lock table regions in access exclusive mode", Cancelled);
            }

            run = ServerRun.Start(
                AppContext.BaseDirectory,
                [
                    "--port",
                    $"{port}",
                    .. kind == DatabaseKind.Sqlite
                        ? new[] { "--data", database.Folder! }
                        : ["--database", database.Options.ConnectionString],
                ]);
            Assert.Equal("live", await run.WaitForAsync(client, "/health/live", HttpStatusCode.OK));
            Assert.StartsWith(
                "loading", await run.WaitForAsync(client, "/health/ready", HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
            Assert.Contains("<progress", await run.WaitForAsync(client, "/", HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
            Assert.StartsWith(
                "{\"errors\":[{\"message\":\"The server is loading",
                await run.WaitForAsync(client, "/graphql?query={regions{totalCount}}", HttpStatusCode.ServiceUnavailable),
                StringComparison.Ordinal);
        }

        using (run)
        {
            Assert.Equal("ready", HealthText.Of(await run.WaitForAsync(client, "/health/ready", HttpStatusCode.OK)));
            Assert.Equal(
                """{"data":{"regions":{"totalCount":12}}}""",
                await run.WaitForAsync(client, "/graphql?query={regions{totalCount}}", HttpStatusCode.OK));
        }
    }
}
