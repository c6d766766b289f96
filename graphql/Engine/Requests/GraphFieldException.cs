namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>A field cannot be answered; its siblings can.</summary>
internal sealed class GraphFieldException(GraphError error) : Exception(error.Message)
{
    public GraphFieldException(string message, string? code = null, params ReadOnlySpan<(string Name, object? Value)> extensions)
        : this(new GraphError(message, code, extensions))
    {
    }

    public GraphError Error { get; } = error;
}
