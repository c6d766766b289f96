namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>What one operation or fragment uses of the rest of its document.</summary>
internal sealed class DefinitionUses
{
    public List<VariableUse> Variables { get; } = [];

    public List<(GraphQLFragmentSpread Node, FieldPath? Path)> Spreads { get; } = [];
}

/// <summary>A variable where a value stands.</summary>
/// <param name="Type">The type of the place; null where the schema does not know it.</param>
/// <param name="HasDefault">Whether the place has a value of its own where the variable gives none.</param>
internal sealed record VariableUse(GraphQLVariable Node, IGraphType? Type, bool HasDefault, FieldPath? Path)
{
    public string Name => Node.Name.StringValue;
}
