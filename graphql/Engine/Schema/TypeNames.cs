namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Types by their names, which the schema resolves once all of them are known, and what types are built from.</summary>
internal static class TypeNames
{
    public static IGraphType Named(string name) => new GraphQLTypeReference(name);

    public static IGraphType Required(string name) => new NonNullGraphType(Named(name));

    public static IGraphType ListOf(string name) => new ListGraphType(Named(name));

    public static IGraphType ListOfRequired(string name) => new ListGraphType(Required(name));

    public static IGraphType RequiredListOfRequired(string name) => new NonNullGraphType(ListOfRequired(name));

    public static string Connection(string fieldName) => $"{GraphNames.Pascal(fieldName)}Connection";

    public static string Edge(string fieldName) => $"{GraphNames.Pascal(fieldName)}Edge";

    public static string Filter(EntityDescription entity) => $"{entity.Name}FilterInput";

    public static string Sort(EntityDescription entity) => $"{entity.Name}SortInput";

    public static ObjectGraphType Object(string name, string? description) => new() { Name = name, Description = description };

    public static InputObjectGraphType Input(string name, string? description) => new() { Name = name, Description = description };

    public static QueryArgument Argument(string name, IGraphType type, string? description) =>
        new(type) { Name = name, Description = description };

    public static void Add(this IComplexGraphType type, string name, IGraphType fieldType, string? description) =>
        type.AddField(new FieldType { Name = name, Description = description, ResolvedType = fieldType });

    /// <summary>Adds <c>and</c> and <c>or</c> to a filter.</summary>
    public static void AddCombinators(this InputObjectGraphType filter)
    {
        filter.Add("and", ListOfRequired(filter.Name), "All of these hold.");
        filter.Add("or", ListOfRequired(filter.Name), "At least one of these holds.");
    }

    /// <summary>Adds a field for each aggregate function that an entity has members for.</summary>
    /// <param name="typeOf">The type of the field.</param>
    public static void AddFunctions(this IComplexGraphType type, EntityDescription entity, Func<AggregateFunction, IGraphType> typeOf)
    {
        foreach (var function in AggregateFunction.Of(entity))
        {
            type.Add(function.Name, typeOf(function), function.Description);
        }
    }
}
