namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Types by their names; the schema resolves them once all of them are known.</summary>
internal static class TypeNames
{
    public static IGraphType Named(string name) => new GraphQLTypeReference(name);

    public static IGraphType Required(string name) => new NonNullGraphType(Named(name));

    public static IGraphType ListOf(string name) => new ListGraphType(Named(name));

    public static IGraphType ListOfRequired(string name) => new ListGraphType(Required(name));

    public static IGraphType RequiredListOfRequired(string name) => new NonNullGraphType(ListOfRequired(name));

    public static string Connection(string fieldName) => $"{Pascal(fieldName)}Connection";

    public static string Edge(string fieldName) => $"{Pascal(fieldName)}Edge";

    public static string Filter(EntityDescription entity) => $"{entity.Name}FilterInput";

    public static string Sort(EntityDescription entity) => $"{entity.Name}SortInput";

    private static string Pascal(string name) => string.Concat(char.ToUpperInvariant(name[0]).ToString(), name.AsSpan(1));
}
