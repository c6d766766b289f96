namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Types by their names, which the schema resolves once all of them are known, and what types are built from.</summary>
internal static class TypeNames
{
    /// <summary>A type as a schema writes it, <c>[Grant!]!</c>.</summary>
    public static IGraphType Named(string type) => type switch
    {
        [.. var nullable, '!'] => new NonNullGraphType(Named(nullable)),
        ['[', .. var element, ']'] => new ListGraphType(Named(element)),
        _ => new GraphQLTypeReference(type),
    };

    public static string Connection(string fieldName) => $"{GraphNames.Pascal(fieldName)}Connection";

    public static string Edge(string fieldName) => $"{GraphNames.Pascal(fieldName)}Edge";

    public static string Filter(EntityDescription entity) => $"{entity.Name}FilterInput";

    public static string Sort(EntityDescription entity) => $"{entity.Name}SortInput";

    public static ObjectGraphType Object(string name, string? description) => new() { Name = name, Description = description };

    public static InputObjectGraphType Input(string name, string? description) => new() { Name = name, Description = description };

    public static InterfaceGraphType Interface(string name, string description) =>
        new() { Name = name, Description = description, ResolveType = _ => null };

    public static EnumerationGraphType Enum(
        string name, string? description, params IEnumerable<(string Name, string? Description)> values)
    {
        var type = new EnumerationGraphType { Name = name, Description = description };
        foreach (var value in values)
        {
            type.Add(value.Name, value.Name, value.Description);
        }

        return type;
    }

    public static QueryArgument Argument(string name, string type, string? description) =>
        new(Named(type)) { Name = name, Description = description };

    public static T Add<T>(this T type, string name, string fieldType, string? description)
        where T : IComplexGraphType
    {
        type.AddField(new FieldType { Name = name, Description = description, ResolvedType = Named(fieldType) });
        return type;
    }

    /// <summary>Adds those of the fields that have a type.</summary>
    public static T AddAll<T>(this T type, IEnumerable<(string Name, string? Type, string? Description)> fields)
        where T : IComplexGraphType
    {
        foreach (var field in fields.Where(field => field.Type is not null))
        {
            type.Add(field.Name, field.Type!, field.Description);
        }

        return type;
    }

    /// <summary>Adds a field for each member that has a type there.</summary>
    public static T AddMembers<T>(this T type, IEnumerable<Member> members, Func<Member, string?> typeOf)
        where T : IComplexGraphType =>
        type.AddAll(members.Select(member => (member.Name, typeOf(member), member.Description)));

    /// <summary>Adds a field for each aggregate function that an entity has members for and that has a type there.</summary>
    public static T AddFunctions<T>(this T type, EntityDescription entity, Func<AggregateFunction, string?> typeOf)
        where T : IComplexGraphType =>
        type.AddAll(AggregateFunction.Of(entity).Select(function => (function.Name, typeOf(function), (string?)function.Description)));

    /// <summary>Adds <c>and</c> and <c>or</c> to a filter.</summary>
    public static InputObjectGraphType AddCombinators(this InputObjectGraphType filter) => filter
        .Add("and", $"[{filter.Name}!]", "All of these hold.")
        .Add("or", $"[{filter.Name}!]", "At least one of these holds.");
}
