namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>A field cannot be answered; its siblings can.</summary>
public sealed class GraphFieldException(GraphError error) : Exception(error.Message)
{
    /// <summary>What the client is told.</summary>
    public GraphError Error { get; } = error;
}
