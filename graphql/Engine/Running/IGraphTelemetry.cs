using System.Diagnostics;
using IndhCoops.GraphQL.Engine.Requests.Costs;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Observes the work of the graph: caches, costs, planning.</summary>
internal interface IGraphTelemetry
{
    /// <summary>Lets the size of a cache be seen.</summary>
    /// <param name="cache">The cache's name.</param>
    /// <param name="bytes">What it holds.</param>
    void Watch(string cache, Func<long> bytes);

    /// <summary>Counts a look into a cache.</summary>
    void LookedUp(string cache, bool isHit);

    /// <summary>Measures what a request costs.</summary>
    void Costed(OperationCost cost);

    /// <summary>Starts the span of reading and planning a request; null without a listener.</summary>
    Activity? StartPlanning();
}
