using IndhCoops.Domain.Reports;

namespace IndhCoops.Functions.Tests.Publishing;

/// <summary>What holds while runs are killed, and after the one that is not.</summary>
internal static class KilledRuns
{
    /// <summary>How many runs are killed at random moments, besides those that are killed after each write.</summary>
    public const int AtRandom = 3;

    /// <summary>Looks again and again at what manifests and the graph's rows speak of, for as long as a run goes on.</summary>
    public static async Task WatchAsync(PublishingScene scene, Task end)
    {
        while (!end.IsCompleted)
        {
            await scene.AssertNothingHalfVisibleAsync();
        }
    }

    /// <summary>What was killed again and again ends with the same bytes and rows as what was not.</summary>
    public static async Task AssertSameAsync(PublishingScene undisturbed, PublishingScene disturbed)
    {
        Assert.Equal(Rows(await undisturbed.ReportsAsync()), Rows(await disturbed.ReportsAsync()));
        var (expected, actual) = (Published(await undisturbed.BlobsAsync()), Published(await disturbed.BlobsAsync()));
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, blob => Assert.Equal(blob.Value, actual[blob.Key]));
    }

    // The tables of the dataset lie in a folder of the moment at which they were written.
    private static SortedDictionary<string, byte[]> Published(SortedDictionary<string, byte[]> blobs) =>
        new(
            blobs.Where(blob =>
                blob.Key.StartsWith("monthly/", StringComparison.Ordinal)
                    || blob.Key.StartsWith("datasets/balances/", StringComparison.Ordinal))
                .ToDictionary(),
            StringComparer.Ordinal);

    private static IEnumerable<(DateOnly Period, int Revision, Guid Id, string File)> Rows(IEnumerable<Report> reports) =>
        from report in reports
        from file in report.Files.OrderBy(file => file.Url, StringComparer.Ordinal)
        select (report.Period, report.Revision, report.Id, $"{file.Id} {file.Url} {file.SizeBytes} {file.Sha256} {file.Rows}");
}
