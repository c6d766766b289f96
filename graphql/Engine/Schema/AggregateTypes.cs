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

    private static ObjectGraphType Totals(EntityDescription entity)
    {
        var type = TypeNames.Object(Name(entity), $"Totals over all {entity.SetName} that match, whatever the page.");
        type.Add("count", TypeNames.Required("Int"), "How many rows match.");
        type.AddFunctions(entity, function => TypeNames.Required(function.TypeName(entity)));
        return type;
    }

    private static ObjectGraphType Results(AggregateFunction function, EntityDescription entity)
    {
        var type = TypeNames.Object(function.TypeName(entity), function.Description);
        foreach (var member in function.MembersOf(entity))
        {
            type.Add(member.Name, TypeOf(function, member), member.Description);
        }

        return type;
    }

    private static IGraphType TypeOf(AggregateFunction function, Member member) => member switch
    {
        ObjectMember part => TypeNames.Required(function.TypeName(part.Target)),
        ScalarMember scalar when function == AggregateFunction.CountDistinct => TypeNames.Required("Int"),
        ScalarMember scalar => TypeNames.Named(
            function.ResultOf(scalar.Scalar.Kind) is var kind && kind == scalar.Scalar.Kind
                ? scalar.Scalar.Name
                : ScalarType.NameOf(kind!.Value)),
        _ => throw new InvalidOperationException($"The member '{member.Name}' has no {function.Name}."),
    };
}
