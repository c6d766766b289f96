namespace IndhCoops.GraphQL.Engine.Requests;

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
