namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Adds fields to types while they are built.</summary>
internal static class TypeFields
{
    /// <summary>Adds a field, which it returns.</summary>
    public static FieldType Add(this IComplexGraphType type, string name, IGraphType fieldType, string? description) =>
        type.AddField(new FieldType { Name = name, Description = description, ResolvedType = fieldType });
}
