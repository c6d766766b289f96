using System.Text.Json;
using IndhCoops.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Tests.Intake;
using IndhCoops.Functions.Tests.CommandLine;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace IndhCoops.Functions.Tests.Importing;

/// <summary><c>import</c> and <c>template</c> on every kind of database.</summary>
public abstract class ImportCommandTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indhcoops-import-");
    private TestDatabase _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.WithFactsAsync(kind, Cancelled);

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_workbook_comes_in_once_and_says_so()
    {
        var sample = Sample("suivi-exceljs.xlsx");

        var preview = await RunAsync("import", sample, "--dry-run");
        Assert.Equal((0, 0), (preview.ExitCode, await MovementsAsync()));
        Assert.Contains("Mouvements : 21 nouvelles lignes, 0 modifiées, 0 déjà là, 0 refusées.", preview.Output, StringComparison.Ordinal);
        Assert.Contains("Essai : rien n’a été écrit.", preview.Output, StringComparison.Ordinal);

        var first = await RunAsync("import", sample, "--language", "en");
        Assert.Equal((0, 21), (first.ExitCode, await MovementsAsync()));
        Assert.Contains("Columns ignored: Observations internes.", first.Output, StringComparison.Ordinal);
        Assert.Contains("All is taken.", first.Output, StringComparison.Ordinal);

        var second = await RunAsync("import", sample, "--language", "ar");
        Assert.Equal((0, 21), (second.ExitCode, await MovementsAsync()));
        Assert.Contains("كل شيء موجود من قبل: لا تغيير.", second.Output, StringComparison.Ordinal);

        // The same by another program is the same; so are its sheets as text files.
        foreach (var other in (string[])
        [
            "suivi-libreoffice.xlsx", "cooperatives-utf8-bom.csv", "projets-utf16.tsv", "subventions-cp1252.csv",
        ])
        {
            var end = await RunAsync("import", Sample(other), "--language", "en");
            Assert.Equal((0, 21), (end.ExitCode, await MovementsAsync()));
            Assert.Contains("All is there already: nothing changes.", end.Output, StringComparison.Ordinal);
        }

        Assert.Equal(ExpectedRows(), await SumsAsync());
    }

    [Fact]
    public async Task Refused_rows_come_back_with_their_reasons_and_are_taken_when_they_are_corrected()
    {
        var file = Save("suivi.xlsx", new OfficeBook()
            .Sheet(
                "Coopératives",
                ["Référence", "Nom", "Province", "Adhérents"],
                ["C-1", "Amal", "Tiznit", 12],
                ["C-2", "Nour", "Tizni", 9],
                ["C-3", "Fajr", "Tiznit", "beaucoup"])
            .Sheet(
                "Projets",
                ["Référence", "Intitulé", "Coopérative (réf.)", "Statut", "Date d’approbation"],
                ["P-2", "Four", "C-2", "achevé", new DateOnly(2022, 2, 2)]));

        var refused = await RunAsync("import", file);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            "Coopératives!C3 « Tizni » « Tizni » n’est pas connu. Le plus proche : Tiznit", refused.Output, StringComparison.Ordinal);
        var taken = await RunAsync("import", file, "--accept-sound", "--refused", Path.Combine(_folder.FullName, "retour.xlsx"));
        Assert.Equal(3, taken.ExitCode);

        var back = Path.Combine(_folder.FullName, "retour.xlsx");
        Assert.Equal(["Refus", "Coopératives", "Projets"], MiniExcel.GetSheetNames(back));
        var rows = MiniExcel.Query(back, sheetName: "Coopératives").Cast<IDictionary<string, object?>>().ToList();

        // The rows stand elsewhere than in the file that was sent: a reason names the column, which is the same.
        const string Heading = "Refus (les lignes et cellules nommées sont celles du fichier envoyé)";
        Assert.Equal([Heading, "Référence", "Nom", "Province", "Adhérents"], rows[0].Values);
        Assert.Equal(["C-2", "Nour", "Tizni", 9d], rows[1].Values.Skip(1));
        Assert.StartsWith("« Province » : « Tizni » n’est pas connu.", (string)rows[1].Values.First()!, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "suivi-refus.xlsx")));

        // The office corrects what came back, and sends that.
        var again = await RunAsync("import", back);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains($"Colonnes ignorées : {Heading}.", again.Output, StringComparison.Ordinal);
        Assert.Contains("Projets : 0 nouvelles lignes, 0 modifiées, 0 déjà là, 1 refusées.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_no_matter_of_rights()
    {
        var end = await RunAsync("import", Path.Combine(_folder.FullName, "nofile.xlsx"));

        Assert.Equal(1, end.ExitCode);
        Assert.EndsWith("nofile.xlsx'. Correct the path.", end.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_is_written_but_never_over_another_file()
    {
        var path = Path.Combine(_folder.FullName, "modele.xlsx");
        Assert.Equal(0, (await RunAsync("template", path, "--language", "ar")).ExitCode);
        Assert.Contains("التعاونيات", MiniExcel.GetSheetNames(path));
        Assert.Equal(1, (await RunAsync("template", path)).ExitCode);
    }

    [Fact]
    public async Task A_file_that_finds_no_room_does_not_stay_half_written()
    {
        using var disk = SmallDisk.TryMount(1);
        if (disk is null)
        {
            return; // This machine lets nobody mount one.
        }

        var (template, refused) = (Path.Combine(disk.Folder, "modele.xlsx"), Path.Combine(disk.Folder, "refus.xlsx"));
        var file = Save("suivi.xlsx", new OfficeBook().Sheet("Coopératives", ["Référence", "Nom", "Province"], ["C-2", "Nour", "Tizni"]));
        disk.Fill();
        string[][] commands = [["template", template], ["import", file, "--accept-sound", "--refused", refused]];
        foreach (var command in commands)
        {
            var end = await RunAsync(command);
            Assert.Equal(1, end.ExitCode);
            Assert.Contains("No space left on device", end.Error, StringComparison.Ordinal);
        }

        disk.Empty();
        Assert.Equal([], Directory.EnumerateFiles(disk.Folder));
        Assert.Equal(0, (await RunAsync(commands[0])).ExitCode);
        Assert.Equal(1, (await RunAsync(commands[1])).ExitCode);
        Assert.Equal(["Refus", "Coopératives"], MiniExcel.GetSheetNames(refused));
    }

    [Fact]
    public async Task A_program_that_is_killed_leaves_all_or_nothing()
    {
        var file = Save("grand.xlsx", Large(1_000));
        foreach (var step in (string[])["Comparing", "cooperatives", "movements", "changes", "Committing", "Committing"])
        {
            using (var process = AppProcess.Start(["import", file, .. CommandRun.On(_database.Options)]))
            {
                await process.WaitForErrorAsync(step);
                await process.SignalAsync("KILL");
                await process.EndAsync();
            }

            Assert.Contains(await CountsAsync(), (IEnumerable<(int, int, int)>)[(0, 0, 0), (1_000, 2_000, 1)]);
        }

        await RunAsync("import", file);
        Assert.Equal((1_000, 2_000), (await MovementsAsync() / 2, await MovementsAsync()));
    }

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Importing", "Samples", name);

    private static Sums ExpectedRows()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Sample("expected.json")));
        int Count(string name) => expected.RootElement.GetProperty(name).GetInt32();
        return new Sums(
            Count("cooperatives"),
            Count("projects"),
            Count("grants"),
            Count("movements"),
            expected.RootElement.GetProperty("granted").GetDecimal(),
            expected.RootElement.GetProperty("disbursed").GetDecimal());
    }

    private async Task<Sums> SumsAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        var grants = await context.Grants.Where(row => row.Reference != null).Select(row => row.Amount).ToListAsync(Cancelled);
        var movements = await context.Movements.Select(row => new { row.Kind, row.Amount }).ToListAsync(Cancelled);
        return new Sums(
            await context.Cooperatives.CountAsync(row => row.Reference != null, Cancelled),
            await context.Projects.CountAsync(Cancelled),
            grants.Count,
            movements.Count,
            grants.Sum(),
            movements.Where(row => row.Kind == MovementKind.Disbursement).Sum(row => row.Amount));
    }

    private sealed record Sums(int Cooperatives, int Projects, int Grants, int Movements, decimal Granted, decimal Disbursed);

    private static OfficeBook Large(int rows) => new OfficeBook()
        .Sheet(
            "Coopératives",
            [
                ["Référence", "Nom", "Province"],
                .. Enumerable.Range(1, rows).Select(i => new object?[] { $"C-{i}", $"Coopérative {i}", "Tiznit" }),
            ])
        .Sheet(
            "Subventions",
            [
                ["Référence", "Coopérative (réf.)", "Part INDH"],
                .. Enumerable.Range(1, rows).Select(i => new object?[] { $"G-{i}", $"C-{i}", 1000 }),
            ])
        .Sheet(
            "Mouvements",
            [["Référence", "Subvention (réf.)", "Nature", "Montant", "Date"], .. Enumerable.Range(1, 2 * rows).Select(i =>
                new object?[] { $"M-{i}", $"G-{((i - 1) / 2) + 1}", i % 2 == 1 ? "Engagement" : "Paiement", 1000, "02/02/2022" })]);

    private string Save(string name, OfficeBook book)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, book.Write().ToArray());
        return path;
    }

    private Task<AppEnd> RunAsync(params string[] arguments) => CommandRun.OnAsync(_database.Options, null, arguments);

    private async Task<int> MovementsAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        return await context.Movements.CountAsync(Cancelled);
    }

    private async Task<(int Grants, int Movements, int Imports)> CountsAsync()
    {
        await using var context = await _database.Contexts.CreateDbContextAsync(Cancelled);
        return (
            await context.Grants.CountAsync(row => row.Reference != null, Cancelled),
            await context.Movements.CountAsync(Cancelled),
            Math.Min(1, await context.Imports.CountAsync(row => row.Outcome == ImportOutcome.Accepted, Cancelled)));
    }
}

public sealed class SqliteImportCommandTests() : ImportCommandTests(DatabaseKind.Sqlite);

public sealed class PostgresImportCommandTests() : ImportCommandTests(DatabaseKind.PostgreSql);
