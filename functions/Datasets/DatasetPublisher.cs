using System.Globalization;
using System.Security.Cryptography;
using IndhCoops.Domain.Files.Parquet;
using IndhCoops.Domain.Persistence;
using IndhCoops.Domain.Reports;
using IndhCoops.Functions.Publishing;
using IndhCoops.Functions.Reporting.Tables;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Functions.Datasets;

/// <summary>What a run wrote of the dataset.</summary>
internal sealed record WrittenDataset(int Files, long Bytes);

/// <summary>
/// Writes every table of one moment into a folder of its own, then the Data Package that names its files, then evicts what earlier runs
/// wrote. A reader of the package sees the former state or this one. It may be killed at any point: a later run evicts folders that no
/// package names.
/// </summary>
internal sealed class DatasetPublisher(
    IDbContextFactory<IndhCoopsContext> contexts, ReportContainer container, IEnumerable<DatasetTable> tables, TimeProvider clock)
{
    private const string Root = "datasets/";
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    // A client that has read a package has a day to fetch its files.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>
    /// Whether there is none yet, or one that does not name the latest balances, as the run that landed them was killed, or that has lost
    /// a table. Files of balances are repaired with those of reports.
    /// </summary>
    public async Task<bool> IsStaleAsync(CancellationToken cancellationToken)
    {
        if (DatasetPackage.Read(await container.ReadAsync(DatasetPackage.Path, cancellationToken)) is not { } package)
        {
            return true;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var named = package.Resources.Select(file => file.Hash).ToHashSet(StringComparer.Ordinal);
        var stored = await container.ListAsync($"{Root}{package.Version}/", cancellationToken);
        return (await BalancesAsync(context, cancellationToken)).Any(file => !named.Contains($"sha256:{file.Sha256}"))
            || package.Resources.Where(file => file.Path.StartsWith($"{package.Version}/", StringComparison.Ordinal))
                .Any(file => !stored.Contains($"{Root}{file.Path}"));
    }

    /// <summary>Writes the dataset as it is now.</summary>
    public async Task<WrittenDataset> PublishAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var version =
            $"{now.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var files = new List<DatasetFile>();
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
            files.AddRange(await BalancesAsync(context, cancellationToken));
            foreach (var table in tables)
            {
                await WriteAsync(context, table, version, files, cancellationToken);
            }
        }

        var before = DatasetPackage.Read(await container.ReadAsync(DatasetPackage.Path, cancellationToken))?.Version;
        await container.PutAsync(
            DatasetPackage.Path, DatasetPackage.ContentType, DatasetPackage.Write(version, now, files), cancellationToken);
        await EvictAsync([version, before], now - Grace, cancellationToken);
        return new WrittenDataset(files.Count, files.Sum(file => file.Bytes));
    }

    // The balances of each month, which lie in the dataset since their report landed.
    private static async Task<IEnumerable<DatasetFile>> BalancesAsync(IndhCoopsContext context, CancellationToken cancellationToken)
    {
        var published = await context.ReportFiles.AsNoTracking().Where(file => file.Format == ReportFormat.Parquet)
            .Select(file => new { file.Report.Period, file.Report.Revision, file.SizeBytes, file.Sha256, file.Rows })
            .ToListAsync(cancellationToken);
        IReadOnlyList<ParquetColumn> columns =
            [.. BalanceColumns.All.Select(column => new ParquetColumn(column.Name, BalancesParquet.ValueOf(column.Type), column.Required))];
        return published.GroupBy(file => file.Period)
            .Select(revisions => revisions.MaxBy(file => file.Revision)!)
            .OrderBy(file => file.Period)
            .Select(file => new DatasetFile(
                "balances",
                "Soldes",
                string.Create(CultureInfo.InvariantCulture, $"balances-{file.Period:yyyy-MM}"),
                MonthPublisher.DatasetPath(file.Period)[Root.Length..],
                file.SizeBytes,
                file.Sha256,
                file.Rows ?? 0,
                columns));
    }

    private async Task WriteAsync(
        IndhCoopsContext context, DatasetTable table, string version, List<DatasetFile> files, CancellationToken cancellationToken)
    {
        PartWriter? part = null;
        try
        {
            await foreach (var row in table.ReadAsync(context).WithCancellation(cancellationToken))
            {
                if (part is not null && part.Year != row.Year)
                {
                    files.Add(await part.FinishAsync(container, cancellationToken));
                    await part.DisposeAsync();
                    part = null;
                }

                part ??= await PartWriter.BeginAsync(table, version, row.Year, cancellationToken);
                await part.AddAsync(row.Values, cancellationToken);
            }

            // A table without rows has a file all the same, from which its columns are known.
            part ??= await PartWriter.BeginAsync(table, version, null, cancellationToken);
            files.Add(await part.FinishAsync(container, cancellationToken));
        }
        finally
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    private async Task EvictAsync(IReadOnlyCollection<string?> kept, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var path in await container.ListAsync(Root, cancellationToken))
        {
            var version = path[Root.Length..].Split('/')[0];
            if (!kept.Contains(version) && WrittenAt(version) < before)
            {
                await container.DeleteAsync(path, cancellationToken);
            }
        }
    }

    // Balances and the package lie in no version.
    private static DateTimeOffset? WrittenAt(string version) =>
        DateTimeOffset.TryParseExact(
            version.Split('-')[0], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
