using IndhCoops.Domain.Startup;

namespace IndhCoops.GraphQL.Hosting.Transport;

/// <summary>How many files and connections the process may hold open at once (RLIMIT_NOFILE), and what they are needed for.</summary>
/// <param name="limit">The limit; null where there is none, or none that is known.</param>
internal sealed class Descriptors(int? limit)
{
    public const string Advice =
        "Allow more: `ulimit -n 4096` in a shell, `LimitNOFILE=4096` in a systemd unit, `--ulimit nofile=4096` for a container.";

    // The runtime keeps each assembly open twice: 290 once a server is ready, and up to 50 more with the first table, report and token.
    private const int OwnFiles = 352;

    // The database's files or connections behind a query, a report's file and a page of health.
    private const int PerRequest = 4;

    // With fewer, one or two clients could take all of them.
    private const int LeastRequests = 4;
    private const int MostConnections = 5_000;

    /// <summary>The least that a server needs.</summary>
    public const int Least = OwnFiles + (2 * PerRequest * LeastRequests);

    public int? Limit => limit;

    /// <summary>Keeps a server from starting that could not even load its own files.</summary>
    /// <exception cref="StartException">There are too few.</exception>
    public void RequireEnough()
    {
        if (limit < Least)
        {
            throw new StartException(
                $"This process may hold {limit} files and connections open at once; a server needs {Least} at least. {Advice}");
        }
    }

    /// <summary>The limit of this process. The runtime has raised it as far as it was allowed to.</summary>
    public static Descriptors OfThisProcess() => new(File.Exists("/proc/self/limits") ? Read(File.ReadLines("/proc/self/limits")) : null);

    /// <summary>Reads the limit as Linux writes it: <c>Max open files  1024  524288  files</c>.</summary>
    public static int? Read(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
        && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..]
        && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Min(number, int.MaxValue)
            : null;

    /// <summary>How many of so many requests can be answered at once: at least half of what is left is for connections.</summary>
    public int RequestsAtMost(int wanted) =>
        limit is { } all ? Math.Min(wanted, Math.Max(LeastRequests, (all - OwnFiles) / (2 * PerRequest))) : wanted;

    /// <summary>How many connections there can be beside so many requests; null where there is no limit.</summary>
    public int? ConnectionsAtMost(int requests) => limit is { } all ? Math.Max(1, all - OwnFiles - (PerRequest * requests)) : null;

    /// <summary>How many connections are held unless it is set.</summary>
    public int UsualConnections(int requests) => Math.Min(MostConnections, ConnectionsAtMost(requests) ?? MostConnections);
}
