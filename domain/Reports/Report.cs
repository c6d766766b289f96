using IndhCoops.Domain.Balances;
using IndhCoops.Domain.ReferenceData;

namespace IndhCoops.Domain.Reports;

/// <summary>A monthly report that has landed in storage. A restated month gets another revision; the older one stays readable.</summary>
public sealed class Report
{
    private readonly List<ReportFile> _files = [];

    private Report()
    {
    }

    /// <summary>A report on a month as a strike left it.</summary>
    public Report(DateOnly period, int revision, Strike strike, DataSource dataSource)
    {
        Period = period.Day == 1 ? period : throw new ArgumentException(
            $"A period is named by its first day; {period:yyyy-MM-dd} is none.", nameof(period));
        Id = NaturalKey.Id("report", $"{period:yyyy-MM}", revision);
        Revision = revision > 0 ? revision : throw new ArgumentOutOfRangeException(
            nameof(revision), revision, "Revisions count up from 1.");
        Strike = strike;
        StruckAt = strike.StruckAt;
        DataSource = dataSource;
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The month that it reports on, by its first day.</summary>
    public DateOnly Period { get; private set; }

    /// <summary>Counts up from 1 with each restating of the month.</summary>
    public int Revision { get; private set; }

    /// <summary>When the balances that it shows were struck, UTC.</summary>
    public DateTimeOffset StruckAt { get; private set; }

    /// <summary>The least reliable source among its figures.</summary>
    public DataSource DataSource { get; private set; }

    /// <summary>The strike whose balances it shows, with what the ledger looked like and what was left out.</summary>
    public Strike Strike { get; private set; } = null!;

    /// <summary>Its files.</summary>
    [Whole]
    public IReadOnlyCollection<ReportFile> Files => _files;

    /// <summary>Adds a file by its path in the container, with its checksums in lower-case hexadecimal.</summary>
    public ReportFile Add(
        ReportFormat format,
        string path,
        long sizeBytes,
        string sha256,
        string md5,
        int? rows,
        string? territory = null,
        string? language = null)
    {
        var file = new ReportFile(NaturalKey.Id("report-file", path), this, format, path, sizeBytes, sha256, md5, rows)
        {
            Territory = territory,
            Language = language,
        };
        _files.Add(file);
        return file;
    }
}
