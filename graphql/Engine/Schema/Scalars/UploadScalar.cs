namespace IndhCoops.GraphQL.Engine.Schema.Scalars;

/// <summary>
/// A file that comes with the request (GraphQL multipart request specification). Only a variable can hold one: no document and no JSON can
/// write it.
/// </summary>
internal sealed class UploadScalar : ScalarGraphType
{
    public const string TypeName = "Upload";

    public UploadScalar()
    {
        Name = TypeName;
        Description = "The `Upload` scalar type represents a file upload.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : ThrowLiteralConversionError(value);

    public override bool CanParseLiteral(GraphQLValue value) => value is GraphQLNullValue;

    public override object? ParseValue(object? value) => value is null ? null : ThrowValueConversionError(value);
}
