using Azure.Storage.Blobs;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Hosting;
using IndhCoops.Functions.Importing;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>
/// A storage that fails in the middle of a run: nothing is half there, the sentence says why, and the next run does the rest.
/// </summary>
public sealed class StorageFaultTests
{
    // What the storage answers, and what is said of it.
    public static TheoryData<int, string, string> Faults => new()
    {
        { 403, "AuthorizationFailure", "The storage of reports refuses this program (403 AuthorizationFailure): correct the key, or give" },
        { 409, "ContainerBeingDeleted", "A container of the storage is being deleted (409 ContainerBeingDeleted): wait until it is gone" },
        { 429, "TooManyRequests", "The storage of reports is overloaded (429 TooManyRequests): try again later" },
        { 503, "ServerBusy", "The storage of reports is overloaded (503 ServerBusy): try again later" },
        { 0, "", "The storage of reports does not answer in time: check that it runs" },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task In_the_middle_of_a_monthly_report(int status, string code, string sentence)
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.Sqlite);
        await using var storage = await HeldStorage.StartAsync(scene.Storage);
        foreach (var sound in (int[])[0, 1, 4, 9])
        {
            Break(storage, sound, status, code);
            await AssertFailsAsync(
                nameof(MonthlyReport), sentence, () => Behind(scene, storage, status).RunAsync(PublishingScene.FirstHalf), scene);
            await scene.AssertNothingHalfVisibleAsync();
        }

        await scene.RunAsync(PublishingScene.FirstHalf);

        Assert.Equal([1, 2, 3, 4, 5, 6], (await scene.ReportsAsync()).Select(report => report.Period.Month));
        await scene.AssertNothingHalfVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task In_the_middle_of_the_repair_of_reports(int status, string code, string sentence)
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.Sqlite);
        await scene.RunAsync(PublishingScene.FirstHalf);
        var files = (await scene.ReportsAsync())[0].Files.Select(file => file.Path).Take(3).ToList();
        foreach (var file in files)
        {
            await scene.DeleteAsync(file);
        }

        await using var storage = await HeldStorage.StartAsync(scene.Storage);
        Break(storage, 2, status, code); // The container, and a file.
        await AssertFailsAsync(nameof(RefreshBalances), sentence, () => Behind(scene, storage, status).RefreshAsync(), scene);
        Assert.Equal(2, files.Except((await scene.BlobsAsync()).Keys).Count());

        await scene.RefreshAsync();

        await scene.AssertNothingHalfVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task In_the_middle_of_an_import(int status, string code, string sentence)
    {
        await using var scene = await PublishingScene.SetAsync(DatabaseKind.Sqlite);
        await scene.ImportAsync();
        var container = new BlobServiceClient(scene.Storage).GetBlobContainerClient(ImportContainer.Name);
        await container.UploadBlobAsync(
            "suivi.csv",
            BinaryData.FromString("Référence;Nom;Province\nC-9;Nour;Tiznit\n"),
            Cancelled);
        await using var storage = await HeldStorage.StartAsync(scene.Storage);

        // At the container, at the list of files, at the copy, at the removal of what was copied.
        for (var sound = 0; sound <= 3; sound++)
        {
            Break(storage, sound, status, code);
            await AssertFailsAsync(nameof(ImportFiles), sentence, () => Behind(scene, storage, status).ImportAsync(), scene);
            Assert.True(await container.GetBlobClient("suivi.csv").ExistsAsync(Cancelled));
        }

        await scene.ImportAsync();

        Assert.False(await container.GetBlobClient("suivi.csv").ExistsAsync(Cancelled));
        await using var context = scene.Database.Contexts.CreateDbContext();
        Assert.Equal(
            ["C-9"], await context.Cooperatives.Select(row => row.Reference).Where(name => name!.StartsWith("C-")).ToListAsync(Cancelled));
    }

    // As of a network that loses everything; else it answers at once.
    private static PublishingScene Behind(PublishingScene scene, HeldStorage storage, int status) =>
        scene.Behind(storage, TimeSpan.FromSeconds(status == 0 ? 2 : 60));

    private static void Break(HeldStorage storage, int sound, int status, string code)
    {
        if (status == 0)
        {
            storage.Hang(sound);
        }
        else
        {
            storage.Fail(sound, status, code);
        }
    }

    private static async Task AssertFailsAsync(string function, string sentence, Func<Task> run, PublishingScene scene)
    {
        var failure = Failure.Of(function, await Assert.ThrowsAnyAsync<Exception>(run), scene.Database.Options, "1");

        Assert.StartsWith(sentence, failure.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(
            $" {function} failed; what it had finished stays, and running it again does the rest.",
            failure.Sentence,
            StringComparison.Ordinal);
    }
}
