using System.Diagnostics;
using IndhCoops.GraphQL.Engine.Requests.Costs;

namespace IndhCoops.GraphQL.Engine.Running;

/// <summary>Observes the work of the graph: caches, costs, planning.</summary>
internal interface IGraphTelemetry
{
    /// <summary>Lets the size of a cache be seen.</summary>
    void Watch(string cache, Func<long> bytes);

    void LookedUp(string cache, bool isHit);

    void Costed(OperationCost cost);

    /// <summary>Starts the span of reading and planning a request; null without a listener.</summary>
    Activity? StartPlanning();
}
