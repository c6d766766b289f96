using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Publishing;

/// <summary>
/// Finds files in storage that are not what was published, and puts them right: once a day, since it lists all of the container. What was
/// published counts, by names and checksums; a later version of the program may write more files than that.
/// </summary>
internal sealed class ReportRepair(ReportContainer container, ReportRegister register, MonthPublisher publisher)
{
    private const string Restore = "Restore an older version of the blob, where the storage keeps them.";

    /// <summary>Repairs what is damaged or missing; a line for each file, also for those that cannot be made again.</summary>
    public async Task<IReadOnlyList<string>> RepairAsync(CancellationToken cancellationToken)
    {
        var reports = await register.AllAsync(cancellationToken);
        if (reports.Count == 0)
        {
            return [];
        }

        await container.EnsureAsync(cancellationToken);
        var stored = await container.ListAsync(cancellationToken);
        var lines = new List<string>();
        foreach (var (report, isLatest, monthStrike) in reports)
        {
            var damaged = report.Files.Where(file => !IsSound(stored, file.Path, file)).ToList();
            if (damaged.Count > 0)
            {
                lines.AddRange(await RepairAsync(report, damaged, monthStrike, cancellationToken));
            }

            var table = report.Files.Single(file => file.Format == ReportFormat.Parquet);
            if (isLatest && !IsSound(stored, MonthPublisher.DatasetPath(report.Period), table))
            {
                lines.Add(await publisher.TryPutDatasetAsync(report.Period, table.Path, table.Sha256, cancellationToken)
                    ? $"{report.Period:yyyy-MM}: the dataset's file was not the latest balances and is now."
                    : $"{report.Period:yyyy-MM}: the dataset's file is not the latest balances, and their own file is damaged.");
            }
        }

        return lines;
    }

    // A manifest as it was written: of the files that were published and that no other manifest names, in the order in which they are
    // written.
    private async Task<Manifest> PublishedManifestAsync(
        Report report, ReportFile manifest, Edition edition, CancellationToken cancellationToken)
    {
        var published = report.Files.Where(file => file.Format != ReportFormat.Manifest).ToDictionary(file => Manifest.NameOf(file.Path));
        foreach (var other in report.Files.Where(file => file.Format == ReportFormat.Manifest && file != manifest))
        {
            if (await container.ReadAsync(other.Path, cancellationToken) is { } json && Checksums.Sha256(json) == other.Sha256)
            {
                foreach (var file in Manifest.Parse(json).Files)
                {
                    published.Remove(file.Name);
                }
            }
        }

        return edition.Manifest with
        {
            Files = [.. edition.Manifest.Files.Select(file => published.GetValueOrDefault(file.Name)).OfType<ReportFile>().Select(file =>
                new ManifestFile(
                    file.Format, Manifest.NameOf(file.Path), file.Path, file.SizeBytes, file.Sha256, file.Md5, file.Rows, file.Territory,
                    file.Language))],
        };
    }

    private static bool IsSound(IReadOnlyDictionary<string, StoredBlob> stored, string path, ReportFile file) =>
        stored.TryGetValue(path, out var blob) && blob.SizeBytes == file.SizeBytes && blob.Md5 == file.Md5;

    // The same balances give the same bytes. Where they have been restated since, the former ones are gone and so is the file.
    private async Task<IReadOnlyList<string>> RepairAsync(
        Report report, List<ReportFile> damaged, int monthStrike, CancellationToken cancellationToken)
    {
        var name = $"{report.Period:yyyy-MM} revision {report.Revision}";
        if (report.Strike.Number != monthStrike)
        {
            return [.. damaged.Select(file =>
                $"{name}: {file.Path} is damaged and cannot be made again, as the month has been restated since. {Restore}")];
        }

        var edition = await publisher.ComposeAsync(report.Period, report.Revision, cancellationToken);
        var lines = new List<string>();
        foreach (var file in damaged)
        {
            var bytes = file.Format == ReportFormat.Manifest
                ? (await PublishedManifestAsync(report, file, edition, cancellationToken)).ToJson()
                : edition.Files.GetValueOrDefault(Manifest.NameOf(file.Path));
            if (bytes.Length == 0 || Checksums.Sha256(bytes.Span) != file.Sha256)
            {
                lines.Add(
                    $"{name}: {file.Path} is damaged and cannot be made again as it was published: a name or another text that it shows "
                        + $"was corrected since, or this version of the program writes it otherwise. {Restore}");
                continue;
            }

            await container.PutAsync(file.Path, file.Format.ContentType, bytes, cancellationToken);
            lines.Add($"{name}: {file.Path} was damaged and has been repaired.");
        }

        return lines;
    }
}
