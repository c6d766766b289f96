using GraphQL.Types;
using GraphQLParser.AST;

namespace IndhCoops.GraphQL.Execution.Documents.Validation;

/// <summary>A field as it is selected somewhere.</summary>
/// <param name="Node">The field.</param>
/// <param name="Parent">The type that it is selected of; null where the schema does not know it.</param>
/// <param name="Type">Its type; null where the schema does not know it.</param>
internal sealed record FieldSelection(GraphQLField Node, IGraphType? Parent, IGraphType? Type);
