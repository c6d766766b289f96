namespace IndhCoops.GraphQL.Stores;

/// <summary>How many connections each pool of the server opens at most.</summary>
/// <param name="Tables">For tables, which take none of the queries'.</param>
internal sealed record PoolSizes(int Queries, int Tables)
{
    /// <summary>For writing, reports and health: each of them holds one for a moment.</summary>
    public const int Other = 5;

    // That which asks what has changed in the data.
    private const int Version = 1;

    private const int LeastQueries = 2;

    /// <summary>The fewest connections that a server works with.</summary>
    public const int Least = LeastQueries + 1 + Other + Version;

    public int Total => Queries + Tables + Other + Version;

    /// <summary>Divides connections; null where they are too few. Tables get a sixth at most: they can wait.</summary>
    public static PoolSizes? Of(int connections, PoolSizes wanted)
    {
        if (connections < Least)
        {
            return null;
        }

        var tables = Math.Clamp(connections / 6, 1, wanted.Tables);
        return new PoolSizes(Math.Min(connections - tables - Other - Version, wanted.Queries), tables);
    }
}
