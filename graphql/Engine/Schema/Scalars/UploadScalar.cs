using GraphQL.Types;
using GraphQLParser.AST;

namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>
/// A file that comes with the request (GraphQL multipart request specification). Only a variable can hold one: no document and no JSON can
/// write it.
/// </summary>
public sealed class UploadScalar : ScalarGraphType
{
    /// <summary>Its name.</summary>
    public const string TypeName = "Upload";

    /// <summary>Makes the scalar.</summary>
    public UploadScalar()
    {
        Name = TypeName;
        Description = "The `Upload` scalar type represents a file upload.";
    }

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : ThrowLiteralConversionError(value);

    /// <inheritdoc/>
    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLNullValue;

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value is null ? null : ThrowValueConversionError(value);
}
