using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>How many connections clients may hold and how long, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class ConnectionOptions
{
    public const string Section = "Connections";

    /// <summary>The most connections at once; null for as many as the process may hold files open for, at most 5,000.</summary>
    [Range(1, 1_000_000)]
    public int? Max { get; set; }

    /// <summary>The most connections of one address; null for no limit. Behind a proxy all are the proxy's.</summary>
    [Range(1, 1_000_000)]
    public int? PerClient { get; set; }

    /// <summary>More connections than the process could hold beside so many requests.</summary>
    internal IEnumerable<string> Complaints(Descriptors descriptors, int requests) =>
        descriptors.ConnectionsAtMost(requests) is { } most && Max > most
            ?
            [
                $"{Section}__{nameof(Max)} is {Max}, but of the {descriptors.Limit} files and connections that this process may hold open, "
                    + $"{most} are left for clients. {Descriptors.Advice}",
            ]
            : [];
}
