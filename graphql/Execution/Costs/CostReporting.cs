using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Execution.Costs;

/// <summary>What a client wants to learn about the cost of its request.</summary>
public enum CostReporting
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The cost, beside the answer.</summary>
    Report,

    /// <summary>The cost instead of the answer.</summary>
    Validate,
}

/// <summary>Reads the header by which clients ask for the cost.</summary>
internal static class CostHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "GraphQL-Cost";

    /// <summary>What the header asks for; what it does not know it takes for nothing.</summary>
    public static CostReporting Read(StringValues header) => header switch
    {
        [{ } value] when value.Equals("report", StringComparison.OrdinalIgnoreCase) => CostReporting.Report,
        [{ } value] when value.Equals("validate", StringComparison.OrdinalIgnoreCase) => CostReporting.Validate,
        _ => CostReporting.None,
    };
}
