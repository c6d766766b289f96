using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>How many requests are answered and how their bodies are read, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class RequestLimitOptions
{
    public const string Section = "RequestLimits";

    /// <summary>
    /// The most queries that are answered at once; fewer where the process may hold few files open. Files of reports have a quarter as many
    /// places of their own, and so have pages: none of the three keeps another from being answered. One client has at most three quarters
    /// of each.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxConcurrent { get; set; } = 64;

    /// <summary>The most requests that wait for each kind of place; of more, those of the client with the most are refused.</summary>
    internal int MaxWaiting { get; set; } = 128;

    /// <summary>The most queries and reports of one client, by its address, in one <see cref="Window"/>; null for no limit.</summary>
    [Range(1, 100_000_000)]
    public int? PerClient { get; set; }

    /// <summary>The time in which the requests of a client are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the body of a request may take to arrive.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bodies that are awaited at once for longer than half a second.</summary>
    internal int MaxSlowBodies { get; set; } = 64;

    /// <summary>The same for one client, by its address.</summary>
    [Range(1, 100_000)]
    public int MaxSlowBodiesPerClient { get; set; } = 16;

    /// <summary>
    /// The most answers of a kind that their clients take slowly, for longer than half a second; those too many are broken off. Of pages
    /// and their files there may be eight times as many.
    /// </summary>
    internal int MaxSlowAnswers { get; set; } = 64;

    /// <summary>The same for one client, by its address.</summary>
    [Range(1, 100_000)]
    public int MaxSlowAnswersPerClient { get; set; } = 16;

    /// <summary>The most bytes of all bodies that are held in memory; null for a share of the memory that the process may use.</summary>
    internal long? MaxBodyBytes { get; set; }
}
