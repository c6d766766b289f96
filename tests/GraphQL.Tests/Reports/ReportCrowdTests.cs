using System.Net;
using Azure.Storage.Blobs;
using IndhCoops.Databases;
using IndhCoops.Domain;
using IndhCoops.Domain.Balances;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.GraphQL.Tests.Access;
using IndhCoops.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.GraphQL.Tests.Reports;

/// <summary>More clients than allowed read a report at once. Each gets the whole file, or is told when to try again.</summary>
public sealed class ReportCrowdTests
{
    private const int Readers = 300;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, null)]
    [InlineData(DatabaseKind.PostgreSql, null)]
    [InlineData(DatabaseKind.PostgreSql, "100")]
    public async Task Nobody_is_answered_that_the_server_failed(DatabaseKind kind, string? perClient)
    {
        await using var database = await TestDatabase.WithFactsAsync(kind, Cancelled);
        var storage = await TestStorage.ConnectionStringAsync(Cancelled);
        var content = new byte[200_000];
        Random.Shared.NextBytes(content);
        var path = $"monthly/2024-06/1/{Guid.NewGuid():N}/balances.csv";
        var container = new BlobServiceClient(storage).GetBlobContainerClient(ReportStorage.Container);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancelled);
        await container.UploadBlobAsync(path, new BinaryData(content), Cancelled);
        await ListAsync(database, path, content.Length);
        await using var server = await AccessServer.StartAsync(
            database.Options,
            [("Storage:ConnectionString", storage), .. perClient is null ? [] : new[] { ("RequestLimits:PerClient", perClient) }]);

        var answers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => server.GetAsync($"/reports/{path}")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers)
        {
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(Cancelled));
            }
            else
            {
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable });
                Assert.NotNull(answer.Headers.RetryAfter);
            }
        }

        Assert.Equal(perClient is not null, answers.Any(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    private static async Task ListAsync(TestDatabase database, string path, long size)
    {
        await new BalanceStriker(database.Contexts, TimeProvider.System).StrikeAsync(afresh: false, Cancelled);
        await using var context = database.Contexts.CreateDbContext();
        var report = new Report(new DateOnly(2024, 6, 1), 1, await context.Strikes.SingleAsync(Cancelled), DataSource.Press);
        report.Add(ReportFormat.Csv, path, size, new string('0', 64), "1B2M2Y8AsgTpgAmY7PhCfg==", 1);
        context.Add(report);
        await context.SaveChangesAsync(Cancelled);
    }
}
