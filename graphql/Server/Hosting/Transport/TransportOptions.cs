using System.ComponentModel.DataAnnotations;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>How clients reach the server, in the configuration's section <see cref="Section"/>.</summary>
internal sealed class TransportOptions
{
    public const string Section = "Transport";

    /// <summary>Whether HTTP is redirected to HTTPS.</summary>
    public bool HttpsRedirect { get; set; }

    /// <summary>The port of HTTPS, as clients see it.</summary>
    [Range(1, 65535)]
    public int HttpsPort { get; set; } = 443;

    /// <summary>The server's names, such as <c>data.example</c> or <c>*.example</c>; none for any. Probes of health may use any.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>For how long browsers are told to ask this host by HTTPS only (HSTS); null for not at all.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")]
    public TimeSpan? HstsMaxAge { get; set; }

    /// <summary>
    /// How many bytes a second a client must read of a long answer; a slower one is broken off. Measured while it keeps the server waiting:
    /// a short answer, which the network takes at once, is never too slow.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int LeastBytesPerSecond { get; set; } = 4096;

    /// <summary>How long it may be slower, or read nothing: networks take large parts, so a slow one seems silent for seconds.</summary>
    internal TimeSpan SlowFor { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Names that no request can have: every request would be answered 400.</summary>
    internal IEnumerable<string> Complaints() =>
        from host in AllowedHosts
        where Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) == UriHostNameType.Unknown
        select $"{Section}__{nameof(AllowedHosts)} must hold names such as data.example or *.example, without scheme and port, "
            + $"not '{host}'.";
}
