namespace IndhCoops.Domain.Reports;

/// <summary>A file of a report.</summary>
public sealed class ReportFile
{
    /// <summary>What the server puts before a path in the container to make a file's address.</summary>
    public const string UrlPrefix = "/reports/";

    private ReportFile()
    {
    }

    internal ReportFile(Guid id, Report report, ReportFormat format, string path, long sizeBytes, string sha256, string md5, int? rows)
    {
        Id = id;
        Report = report;
        Format = format;
        Url = UrlPrefix + Require.Text(path);
        SizeBytes = Require.NotNegative<long>(sizeBytes)!.Value;
        Sha256 = Require.Text(sha256);
        Md5 = Require.Text(md5);
        Rows = Require.NotNegative(rows);
    }

    /// <summary>The identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is.</summary>
    public ReportFormat Format { get; private set; }

    /// <summary>The province that it is about, by its code of ISO 3166-2, for example MA-KHE; null for the whole country.</summary>
    public string? Territory { get; init; }

    /// <summary>The language that it is written in, fr or ar; null where programs read it.</summary>
    public string? Language { get; init; }

    /// <summary>Where this server serves it, from the root of its host.</summary>
    [ServedPath]
    public string Url { get; private set; } = null!;

    /// <summary>Its size in bytes.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>Its SHA-256, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = null!;

    /// <summary>Its MD5, in lower-case hexadecimal: what the storage itself can tell of a file without reading it.</summary>
    [NotExposed]
    public string Md5 { get; private set; } = null!;

    /// <summary>Its path in the container.</summary>
    [NotExposed]
    public string Path => Url[UrlPrefix.Length..];

    /// <summary>How many balances it holds; null where it is no table.</summary>
    public int? Rows { get; private set; }

    /// <summary>The report that it belongs to.</summary>
    public Report Report { get; private set; } = null!;
}
