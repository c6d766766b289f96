namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the object types of totals over everything that a connection's filter leaves, whatever the page.</summary>
internal static class AggregateTypes
{
    public static string Name(EntityDescription entity) => $"{entity.Name}Aggregate";

    /// <summary>The totals of each entity, and the objects within them.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model) =>
    [
        .. model.Entities.Select(Totals),
        .. model.Types.SelectMany(type => AggregateFunction.Of(type).Select(function => Results(function, type))),
    ];

    private static ObjectGraphType Totals(EntityDescription entity) =>
        TypeNames.Object(Name(entity), $"Totals over all {entity.SetName} that match, whatever the page.")
            .Add("count", "Int!", "How many rows match.")
            .AddFunctions(entity, function => $"{function.TypeName(entity)}!");

    private static ObjectGraphType Results(AggregateFunction function, EntityDescription entity) =>
        TypeNames.Object(function.TypeName(entity), function.Description)
            .AddMembers(function.MembersOf(entity), member => TypeOf(function, member));

    private static string TypeOf(AggregateFunction function, Member member) => member switch
    {
        ObjectMember part => $"{function.TypeName(part.Target)}!",
        ScalarMember when function == AggregateFunction.CountDistinct => "Int!",
        ScalarMember { Scalar: var scalar } => function.ResultOf(scalar.Kind) is { } kind && kind != scalar.Kind
            ? ScalarType.NameOf(kind)
            : scalar.Name,
        _ => throw new InvalidOperationException($"The member '{member.Name}' has no {function.Name}."),
    };
}
