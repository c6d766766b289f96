namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the conditions on groups and their sort keys: everything that a group gives can be asked of it and sorted by.</summary>
internal static class GroupInputs
{
    private const string Count = "How many rows the group has.";
    private const string PerCapita = "The sums per inhabitant of the group's territory.";

    public static string Filter(EntityDescription entity) => $"{GroupTypes.Name(entity)}FilterInput";

    public static string Sort(EntityDescription entity) => $"{GroupTypes.Name(entity)}SortInput";

    public static string Filter(AggregateFunction function, EntityDescription type) => $"{function.TypeName(type)}FilterInput";

    public static string Sort(AggregateFunction function, EntityDescription type) => $"{function.TypeName(type)}SortInput";

    /// <summary>Inputs for the groups of each entity. Their operations on values must exist in the schema.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model)
    {
        foreach (var entity in model.Entities)
        {
            yield return Conditions(entity);
            yield return SortKeys(entity);
        }

        foreach (var type in model.Types)
        {
            foreach (var function in AggregateFunction.Of(type))
            {
                yield return TypeNames.Input(Sort(function, type), "Sort keys; the order in which they are given counts.")
                    .AddMembers(
                        function.MembersOf(type),
                        member => member is ObjectMember part ? Sort(function, part.Target) : SortInputs.Direction);
                if (HasConditions(function, type))
                {
                    yield return TypeNames.Input(Filter(function, type), "Conditions; all that are given must hold.")
                        .AddMembers(function.MembersOf(type), member => FilterType(function, member));
                }
            }
        }
    }

    private static InputObjectGraphType Conditions(EntityDescription entity)
    {
        var input = TypeNames.Input(Filter(entity), $"Conditions on groups of {entity.SetName}; all that are given must hold.")
            .AddCombinators()
            .AddConditions(entity, Count);
        return PerCapitaTypes.Are(entity) ? input.Add(PerCapitaTypes.Field, PerCapitaTypes.Filter(entity), PerCapita) : input;
    }

    private static InputObjectGraphType SortKeys(EntityDescription entity)
    {
        var input = TypeNames
            .Input(Sort(entity), $"Sort keys of groups of {entity.SetName}; the order in which they are given counts.")
            .Add("key", TypeNames.Sort(entity), "What the group's rows have in common; it must be selected under `key`.")
            .AddSortKeys(entity, Count);
        return PerCapitaTypes.Are(entity) ? input.Add(PerCapitaTypes.Field, PerCapitaTypes.Sort(entity), PerCapita) : input;
    }

    /// <summary>Adds the conditions on a count and on functions.</summary>
    public static InputObjectGraphType AddConditions(this InputObjectGraphType input, EntityDescription entity, string count) => input
        .Add("count", "IntOperationFilterInput", count)
        .AddFunctions(entity, function => HasConditions(function, entity) ? Filter(function, entity) : null);

    /// <summary>Adds the sort keys by a count and by functions.</summary>
    public static InputObjectGraphType AddSortKeys(this InputObjectGraphType input, EntityDescription entity, string count) => input
        .Add("count", SortInputs.Direction, count)
        .AddFunctions(entity, function => Sort(function, entity));

    private static string? FilterType(AggregateFunction function, Member member) => member switch
    {
        ObjectMember part => HasConditions(function, part.Target) ? Filter(function, part.Target) : null,
        ScalarMember scalar when function.ResultOf(scalar.Scalar.Kind) is { } kind
            and (ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal or ScalarKind.Date or ScalarKind.DateTime) =>
            $"{ScalarType.NameOf(kind)}OperationFilterInput",
        _ => null,
    };

    // Whether anything can be asked of what a function gives of a type.
    private static bool HasConditions(AggregateFunction function, EntityDescription type) =>
        function.MembersOf(type).Any(member => FilterType(function, member) is not null);
}
