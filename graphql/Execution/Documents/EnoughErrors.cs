using GraphQL.Validation;
using GraphQLParser.AST;

namespace IndhCoops.GraphQL.Execution.Documents;

/// <summary>Ends a validation that has found as many errors as are reported: each that is found looks for its place in the text.</summary>
internal sealed class EnoughErrors(int enough) : INodeVisitor
{
    public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
        context.HasErrors && context.Errors.Count() >= enough ? throw new FoundException() : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    /// <summary>There are enough.</summary>
    internal sealed class FoundException : Exception;
}
