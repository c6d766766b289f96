using Microsoft.Extensions.Primitives;

namespace IndhCoops.GraphQL.Hosting.Http;

/// <summary>Reads the header by which clients ask for the cost.</summary>
internal static class CostHeader
{
    public const string Name = "GraphQL-Cost";

    /// <summary>What the header asks for; what it does not know it takes for nothing.</summary>
    public static CostReporting Read(StringValues header) => header switch
    {
        [{ } value] when value.Equals("report", StringComparison.OrdinalIgnoreCase) => CostReporting.Report,
        [{ } value] when value.Equals("validate", StringComparison.OrdinalIgnoreCase) => CostReporting.Validate,
        _ => CostReporting.None,
    };
}
