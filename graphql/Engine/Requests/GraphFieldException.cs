namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>A field cannot be answered; its siblings can.</summary>
internal sealed class GraphFieldException(GraphError error) : Exception(error.Message)
{
    public GraphError Error { get; } = error;
}
