using System.Net;
using System.Text.Json;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Tests.Playing;
using IndhCoops.Functions.Tests.Publishing;
using Npgsql;

namespace IndhCoops.Functions.Tests.Packaging;

/// <summary>The packaged program from its start to its end, as the Functions host has it in Azure.</summary>
[Collection<Packaged>]
public sealed class PackagedAppTests(FunctionsPackage package)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_timer_is_answered_with_what_was_done_and_the_program_ends_when_it_is_told_to()
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.PostgreSql);
        await using var app = await PackagedApp.StartAsync(package, scene);

        using var refreshed = await app.InvokeAsync("RefreshBalances");
        using var reported = await app.InvokeAsync("MonthlyReport");

        Assert.StartsWith("Strike 1: ", Assert.Single(await LogsAsync(refreshed)), StringComparison.Ordinal);
        Assert.NotEmpty(await LogsAsync(reported));
        Assert.Equal(2, (await scene.ReportsAsync()).Count);
        await scene.AssertNothingHalfVisibleAsync();
        Assert.Equal(0, await app.TerminateAsync());
    }

    [Fact]
    public async Task A_run_that_fails_is_answered_so_that_the_host_tries_again_and_the_retry_does_the_work()
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.PostgreSql);
        await using var app = await PackagedApp.StartAsync(package, scene);
        await scene.Storage.StopAsync();

        using var failed = await app.InvokeAsync("MonthlyReport");
        await scene.Storage.StartAsync(Cancelled);
        using var retried = await app.InvokeAsync("MonthlyReport", TimerBody.SecondRetry);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        var error = JsonElement.Parse(await failed.Content.ReadAsStringAsync(Cancelled)).GetProperty("Error").GetString()!;
        Assert.StartsWith("MonthlyReport failed: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", error, StringComparison.Ordinal);
        Assert.NotEmpty(await LogsAsync(retried));
        Assert.Equal(2, (await scene.ReportsAsync()).Count);
        Assert.Contains("Retry = 2, MaxRetries = 5", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_stops_in_the_database_too_when_the_host_has_waited_long_enough()
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.PostgreSql);
        await using var app = await PackagedApp.StartAsync(package, scene);
        await using var ledger = await HeldLedger.HoldAsync(scene);
        using var timeout = new CancellationTokenSource();

        var invocation = app.InvokeAsync("RefreshBalances", hangUp: timeout.Token);
        await ledger.UntilAsync(waiting: true);
        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
        await ledger.UntilAsync(waiting: false);
        await ledger.ReleaseAsync();
        using var next = await app.InvokeAsync("RefreshBalances");
        Assert.StartsWith("Strike 1: ", Assert.Single(await LogsAsync(next)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_under_way_is_abandoned_and_answered_when_the_program_is_ended()
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.PostgreSql);
        await using var app = await PackagedApp.StartAsync(package, scene);
        await using var ledger = await HeldLedger.HoldAsync(scene);
        var invocation = app.InvokeAsync("MonthlyReport");
        await ledger.UntilAsync(waiting: true);

        Assert.Equal(0, await app.TerminateAsync());

        using var abandoned = await invocation;
        Assert.Equal(HttpStatusCode.InternalServerError, abandoned.StatusCode);
        await ledger.UntilAsync(waiting: false);
        Assert.Empty(await scene.ReportsAsync());
        Assert.Empty(await scene.BlobsAsync());
    }

    private static async Task<IEnumerable<string>> LogsAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(body).GetProperty("Logs").EnumerateArray().Select(line => line.GetString()!);
    }

    /// <summary>The ledger, held by somebody else, so that work on it takes as long as a test wants.</summary>
    private sealed class HeldLedger(NpgsqlConnection holder, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<HeldLedger> HoldAsync(PublishingScene scene)
        {
            var holder = new NpgsqlConnection(scene.Database.Options.ConnectionString);
            await holder.OpenAsync(Cancelled);
            var transaction = await holder.BeginTransactionAsync(Cancelled);
            await using var command = new NpgsqlCommand("lock table movements", holder, transaction);
            await command.ExecuteNonQueryAsync(Cancelled);
            return new HeldLedger(holder, transaction);
        }

        /// <summary>Waits until somebody waits for the ledger, or until nobody does any more.</summary>
        public async Task UntilAsync(bool waiting)
        {
            await using var command = new NpgsqlCommand(
                "select exists (select from pg_locks where not granted and relation = 'movements'::regclass and database = (select oid from pg_database where datname = current_database()))", holder, transaction);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            patience.CancelAfter(Patience.Span);
            while ((bool)(await command.ExecuteScalarAsync(patience.Token))! != waiting)
            {
                await Task.Delay(20, patience.Token);
            }
        }

        public Task ReleaseAsync() => transaction.RollbackAsync(Cancelled);

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await holder.DisposeAsync();
        }
    }
}
