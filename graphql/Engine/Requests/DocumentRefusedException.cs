namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>A document goes beyond a limit; the rest of it is not looked at.</summary>
internal sealed class DocumentRefusedException(GraphError error) : Exception(error.Message)
{
    public DocumentRefusedException(string code, string message)
        : this(new GraphError(message, code))
    {
    }

    public GraphError Error { get; } = error;
}
