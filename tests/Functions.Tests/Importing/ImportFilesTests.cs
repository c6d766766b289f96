using System.Text;
using Azure.Storage.Blobs;
using IndhCoops.Domain.Persistence;
using IndhCoops.Functions.Importing;
using IndhCoops.Functions.Tests.Publishing;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Tests.Importing;

/// <summary>What is dropped into the container is imported, and lies where its outcome says.</summary>
public abstract class ImportFilesTests(DatabaseKind kind)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_imported_and_move_with_their_outcome_beside_them()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        Assert.Equal("no file was there", (await scene.ImportAsync()).Summary);
        var container = new BlobServiceClient(scene.Storage).GetBlobContainerClient(ImportContainer.Name);
        var sample = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Importing", "Samples", "suivi-exceljs.xlsx"), Cancelled);
        await DropAsync(container, "suivi été.xlsx", sample);
        await DropAsync(container, "faux.csv", Encoding.UTF8.GetBytes("Référence;Nom;Province\nC-9;Nour;Tizni\n"));

        var run = await scene.ImportAsync();

        Assert.Equal("1 file imported, 1 refused", run.Summary);
        Assert.Equal(
            [
                "done/20240701T020000Z-suivi été.txt", "done/20240701T020000Z-suivi été.xlsx", "refused/20240701T020000Z-faux-refus.xlsx",
                "refused/20240701T020000Z-faux.csv",
                "refused/20240701T020000Z-faux.txt",
            ],
            await NamesAsync(container));
        Assert.Contains(
            "Mouvements : 21 nouvelles lignes",
            await ReadAsync(container, "done/20240701T020000Z-suivi été.txt"),
            StringComparison.Ordinal);
        Assert.Contains("faux!C2 « Tizni »", await ReadAsync(container, "refused/20240701T020000Z-faux.txt"), StringComparison.Ordinal);
        await using var context = scene.Database.Contexts.CreateDbContext();
        Assert.Equal(12, await context.Cooperatives.CountAsync(row => row.Reference!.StartsWith("EX-"), Cancelled));
        Assert.Equal(["imports", "imports"], await context.Imports.Select(row => row.Client).ToListAsync(Cancelled));

        // As after a run that was killed before it moved the file.
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await DropAsync(container, "suivi été.xlsx", sample);
        Assert.Equal("1 file imported", (await scene.ImportAsync()).Summary);
        Assert.Contains(
            "Tout est déjà là : rien ne change.",
            await ReadAsync(container, "done/20240701T020500Z-suivi été.txt"),
            StringComparison.Ordinal);
        Assert.Equal(12, await context.Cooperatives.CountAsync(row => row.Reference!.StartsWith("EX-"), Cancelled));

        // Another program's workbook of the same rows, and text files of them.
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        string[] others = ["suivi-libreoffice.xlsx", "cooperatives-utf8-bom.csv", "projets-utf16.tsv", "subventions-cp1252.csv"];
        foreach (var other in others)
        {
            await DropAsync(
                container,
                other,
                await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Importing", "Samples", other), Cancelled));
        }

        Assert.Equal("4 files imported", (await scene.ImportAsync()).Summary);
        foreach (var other in others)
        {
            var outcome = await ReadAsync(container, $"done/20240701T021000Z-{Path.GetFileNameWithoutExtension(other)}.txt");
            Assert.Contains("Tout est déjà là : rien ne change.", outcome, StringComparison.Ordinal);
        }

        Assert.Equal(
            (12, 12, 2_269_803.81m, 21),
            (
                await context.Projects.CountAsync(row => row.Reference!.StartsWith("EX-"), Cancelled),
                await context.Grants.CountAsync(row => row.Reference!.StartsWith("EX-"), Cancelled),
                (await context.Grants.Where(row => row.Reference!.StartsWith("EX-")).Select(row => row.Amount).ToListAsync(Cancelled))
                    .Sum(),
                await context.Movements.CountAsync(row => row.Grant.Reference!.StartsWith("EX-"), Cancelled)));
    }

    [Fact]
    public async Task Files_of_one_second_whose_names_differ_in_little_each_have_their_own_outcome()
    {
        await using var scene = await PublishingScene.SetAsync(kind);
        await scene.ImportAsync();
        var container = new BlobServiceClient(scene.Storage).GetBlobContainerClient(ImportContainer.Name);
        foreach (var name in (string[])["suivi.csv", "suivi.txt", "suivi-refus.xlsx"])
        {
            await DropAsync(container, name, Encoding.UTF8.GetBytes($"Référence;Nom;Province\nC-9;Nour;{name}\n"));
        }

        Assert.Equal("0 files imported, 3 refused", (await scene.ImportAsync()).Summary);

        var names = await NamesAsync(container);
        Assert.Equal(9, names.Count);
        var outcomes = new List<string>();
        foreach (var name in names.Where(
            name => new[] { "suivi.txt", "suivi.txt.txt", "suivi-refus.txt" }.Contains(name["refused/20240701T020000Z-".Length..])))
        {
            outcomes.Add((await ReadAsync(container, name)).Split(' ')[0]);
        }

        // The dropped suivi.txt itself begins with its headings.
        Assert.Equal(
            ["Référence;Nom;Province\nC-9;Nour;suivi.txt\n", "suivi-refus.xlsx", "suivi.csv", "suivi.txt"],
            outcomes.Order(StringComparer.Ordinal));
    }

    private static async Task DropAsync(BlobContainerClient container, string name, byte[] content) =>
        await container.UploadBlobAsync(name, BinaryData.FromBytes(content), Cancelled);

    private static async Task<string> ReadAsync(BlobContainerClient container, string name) =>
        (await container.GetBlobClient(name).DownloadContentAsync(Cancelled)).Value.Content.ToString();

    private static async Task<List<string>> NamesAsync(BlobContainerClient container) =>
        await container.GetBlobsAsync(cancellationToken: Cancelled).Select(blob => blob.Name).Order().ToListAsync(Cancelled);
}

public sealed class SqliteImportFilesTests() : ImportFilesTests(DatabaseKind.Sqlite);

public sealed class PostgresImportFilesTests() : ImportFilesTests(DatabaseKind.PostgreSql);
