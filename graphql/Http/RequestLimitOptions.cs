using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Http;

/// <summary>How many requests are answered, in the configuration's section <see cref="Section"/>.</summary>
public sealed class RequestLimitOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "RequestLimits";

    /// <summary>The most requests that are answered at once.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>The most requests that wait for their turn; more are told to come back.</summary>
    [Range(0, 100_000)]
    public int MaxWaiting { get; set; } = 128;

    /// <summary>The most requests of one client, by its address, in one <see cref="Window"/>; null for no limit.</summary>
    [Range(1, 100_000_000)]
    public int? PerClient { get; set; }

    /// <summary>The time in which the requests of a client are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}
