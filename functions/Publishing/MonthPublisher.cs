using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Reporting;

namespace IndhCoops.Functions.Publishing;

/// <summary>
/// Lands the report of a month: its files, then the manifest, which makes it a report, then the month's part of the dataset and the rows
/// that the graph shows. It may be killed at any point: the next run finishes the work.
/// </summary>
internal sealed class MonthPublisher(
    MonthReportReader reader,
    IEnumerable<IReportWriter> writers,
    IEnumerable<IProvinceWriter> provinceWriters,
    ReportContainer container,
    ReportRegister register)
{
    private const int FilesAtOnce = 8;

    /// <summary>The report of a month as it would be published now.</summary>
    public async Task<Edition> ComposeAsync(DateOnly period, int revision, CancellationToken cancellationToken) =>
        Edition.Of(await reader.ReadAsync(period, revision, cancellationToken), writers, provinceWriters);

    /// <summary>
    /// Publishes the report of a month. A revision may lie in the storage already, of a run that was killed before it registered it, or of
    /// a ledger that a backup has replaced since. The former is registered as it is, the latter is passed over.
    /// </summary>
    public async Task<LandedReport> PublishAsync(DueMonth due, CancellationToken cancellationToken)
    {
        for (var next = due; ; next = next with { Revision = next.Revision + 1 })
        {
            if (await PublishRevisionAsync(next, cancellationToken) is { } landed)
            {
                return landed;
            }
        }
    }

    // Null where the report is still due. If another process has published the revision first, that one stays.
    private async Task<LandedReport?> PublishRevisionAsync(DueMonth due, CancellationToken cancellationToken)
    {
        var path = Manifest.PathOf(due.Period, due.Revision);
        var published = await container.ReadAsync(path, cancellationToken);
        Edition? edition = null;
        var isNew = false;
        if (published is null)
        {
            edition = await ComposeAsync(due.Period, due.Revision, cancellationToken);
            await PutAsync(edition, cancellationToken);

            var json = edition.Manifest.ToJson();
            isNew = await container.TryPutNewAsync(path, ReportFormat.Manifest.ContentType, json, cancellationToken);
            if (isNew)
            {
                published = new BinaryData(json);
            }
            else
            {
                published = await container.ReadAsync(path, cancellationToken);
                await DiscardAsync(edition.Manifest, Manifest.Parse(published!), cancellationToken);
            }
        }

        var manifest = Manifest.Parse(published!);
        if (!isNew && !await register.KnowsAsync(manifest.Strike, cancellationToken))
        {
            return null;
        }

        var table = manifest.Files.Single(file => file.Format == ReportFormat.Parquet);
        if (edition?.Manifest.Files.Any(file => file.Sha256 == table.Sha256) == true)
        {
            // What was just written need not be read again to be copied.
            await PutDatasetAsync(due.Period, edition.Files[table.Name], cancellationToken);
        }
        else
        {
            await TryPutDatasetAsync(due.Period, table.Path, table.Sha256, cancellationToken);
        }

        var isOwn = await register.AddAsync(manifest, path, published!, cancellationToken);
        return isNew || manifest.Strike.Number >= due.Strike ? new LandedReport(manifest, isOwn) : null;
    }

    /// <summary>
    /// Adds the files that a published revision lacks, since this version of the program writes more than the one that landed it. Its
    /// figures are the same, so it stays the same revision, and every file that it has stays as it is; another manifest names those that
    /// came later. They lie beside the former ones, which they link.
    /// </summary>
    /// <returns>How many this process added.</returns>
    public async Task<int> CompleteAsync(PublishedReport report, CancellationToken cancellationToken)
    {
        var manifests = report.Files.Count(file => file.Format == ReportFormat.Manifest);
        var path = Manifest.PathOf(report.Period, report.Revision, manifests + 1);
        var published = await container.ReadAsync(path, cancellationToken);
        if (published is null)
        {
            var edition = await ComposeAsync(report.Period, report.Revision, cancellationToken);
            var names = report.Files.Where(file => file.Format != ReportFormat.Manifest).ToDictionary(
                file => file.Name, file => file.Path, StringComparer.Ordinal);
            var (name, first) = names.First();
            var folder = first[..^name.Length];
            var added = edition.With(
                [.. edition.Manifest.Files.Where(file => !names.ContainsKey(file.Name))
                    .Select(file => file with { Path = folder + file.Name })]);
            if (added.Manifest.Files.Count == 0)
            {
                return 0;
            }

            await PutAsync(added, cancellationToken);
            var json = added.Manifest.ToJson();
            published = await container.TryPutNewAsync(path, ReportFormat.Manifest.ContentType, json, cancellationToken)
                ? new BinaryData(json)
                : await container.ReadAsync(path, cancellationToken);
        }

        var manifest = Manifest.Parse(published!);
        return await register.AddAsync(manifest, path, published!, cancellationToken) ? manifest.Files.Count : 0;
    }

    /// <summary>Whether a published revision lacks a file that this version of the program writes.</summary>
    public bool Lacks(PublishedReport report)
    {
        var names = report.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var provinces = report.Files.Where(file => file.Territory is not null)
            .Select(file => file.Name[Edition.NameOf(file.Territory!, "").Length..])
            .ToHashSet(StringComparer.Ordinal);

        // A month without balances has no provinces.
        return writers.Any(writer => !names.Contains(writer.FileName))
            || (report.Files.Any(file => file.Rows > 0) && provinceWriters.Any(writer => !provinces.Contains(writer.Ending)));
    }

    /// <summary>
    /// Copies a month's balances into the dataset that has one file for each month; false where they are not what was published.
    /// </summary>
    public async Task<bool> TryPutDatasetAsync(DateOnly period, string path, string sha256, CancellationToken cancellationToken)
    {
        if (await container.ReadAsync(path, cancellationToken) is not { } bytes || Checksums.Sha256(bytes) != sha256)
        {
            return false;
        }

        await PutDatasetAsync(period, bytes.ToMemory(), cancellationToken);
        return true;
    }

    /// <summary>
    /// Where the balances of a month lie in the dataset: Hive's layout, which DuckDB, Spark and Fabric read as one table.
    /// </summary>
    public static string DatasetPath(DateOnly period) =>
        FormattableString.Invariant($"datasets/balances/year={period:yyyy}/month={period:MM}/balances.parquet");

    private Task PutDatasetAsync(DateOnly period, ReadOnlyMemory<byte> table, CancellationToken cancellationToken) =>
        container.PutAsync(DatasetPath(period), ReportFormat.Parquet.ContentType, table, cancellationToken);

    // A report has some hundred files, and an account at a distance takes its time for each.
    private Task PutAsync(Edition edition, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        edition.Manifest.Files,
        new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken },
        async (file, cancelled) => await container.PutAsync(file.Path, file.Format.ContentType, edition.Files[file.Name], cancelled));

    // Removes the files of the slower of two processes, unless the first published the same.
    private async Task DiscardAsync(Manifest own, Manifest published, CancellationToken cancellationToken)
    {
        var kept = published.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in own.Files.Where(file => !kept.Contains(file.Path)))
        {
            await container.DeleteAsync(file.Path, cancellationToken);
        }
    }
}

/// <summary>A report that is published.</summary>
/// <param name="Manifest">What it consists of.</param>
/// <param name="IsOwn">Whether this process has made the graph show it, and no other that ran at the same time.</param>
internal sealed record LandedReport(Manifest Manifest, bool IsOwn);
