namespace IndhCoops.Benchmarks.Lineup;

/// <summary>Who does the work.</summary>
internal enum Role
{
    /// <summary>The graph, which has seen each document before.</summary>
    Graph,

    /// <summary>The graph, which has never seen the document.</summary>
    ColdPlan,

    /// <summary>The graph, which keeps its answers.</summary>
    Kept,

    /// <summary>Endpoints written by hand for exactly this work.</summary>
    Handwritten,

    /// <summary>The bytes of the answer, which were made before.</summary>
    ReadyMade,

    /// <summary>GraphQL.NET with resolvers over EF Core, as most would write it.</summary>
    Plain,

    /// <summary>PostGraphile.</summary>
    PostGraphile,
}
