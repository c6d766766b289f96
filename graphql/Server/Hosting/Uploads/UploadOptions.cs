using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Hosting.Uploads;

/// <summary>What can be set about files that come with requests, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>The most bytes of the files of one request: as many as a workbook of 100,000 rows has, several times.</summary>
    [Range(1, 1024L * 1024 * 1024)]
    public long MaxBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long the body of such a request may take to arrive.</summary>
    internal TimeSpan BodyTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long such a request may take from its first byte to its answer.</summary>
    internal TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a file waits for another that is being imported.</summary>
    internal TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most of these requests at once.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>The same for one client, by its address.</summary>
    [Range(1, 1_000)]
    public int PerClient { get; set; } = 2;

    /// <summary>The folder in which files take their room while they are read; null for the system's folder of temporary files.</summary>
    public string? Folder { get; set; }

    /// <summary>How long the workbook of refused rows can be fetched.</summary>
    internal TimeSpan RefusedLifetime { get; set; } = TimeSpan.FromHours(1);
}
