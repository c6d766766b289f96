namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What a client wants to learn about the cost of its request.</summary>
internal enum CostReporting
{
    None,
    Report,
    Validate,
}
