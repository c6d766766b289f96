namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the conditions on groups and their sort keys: everything that a group gives can be asked of it and sorted by.</summary>
internal static class GroupInputs
{
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
                yield return WithMembers(
                    TypeNames.Input(Sort(function, type), "Sort keys; the order in which they are given counts."),
                    function,
                    type,
                    SortType);
                if (HasConditions(function, type))
                {
                    yield return WithMembers(
                        TypeNames.Input(Filter(function, type), "Conditions; all that are given must hold."), function, type, FilterType);
                }
            }
        }
    }

    private static InputObjectGraphType Conditions(EntityDescription entity)
    {
        var input = TypeNames.Input(Filter(entity), $"Conditions on groups of {entity.SetName}; all that are given must hold.");
        input.AddCombinators();
        AddConditions(input, entity, "How many rows the group has.");
        if (PerCapitaTypes.Are(entity))
        {
            input.Add(PerCapitaTypes.Field, TypeNames.Named(PerCapitaTypes.Filter(entity)), PerCapita);
        }

        return input;
    }

    private static InputObjectGraphType SortKeys(EntityDescription entity)
    {
        var input = TypeNames.Input(Sort(entity), $"Sort keys of groups of {entity.SetName}; the order in which they are given counts.");
        input.Add("key", TypeNames.Named(TypeNames.Sort(entity)), "What the group's rows have in common; it must be selected under `key`.");
        AddSortKeys(input, entity, "How many rows the group has.");
        if (PerCapitaTypes.Are(entity))
        {
            input.Add(PerCapitaTypes.Field, TypeNames.Named(PerCapitaTypes.Sort(entity)), PerCapita);
        }

        return input;
    }

    /// <summary>Adds the conditions on a count and on functions.</summary>
    public static void AddConditions(InputObjectGraphType input, EntityDescription entity, string count)
    {
        input.Add("count", TypeNames.Named("IntOperationFilterInput"), count);
        foreach (var function in AggregateFunction.Of(entity).Where(function => HasConditions(function, entity)))
        {
            input.Add(function.Name, TypeNames.Named(Filter(function, entity)), function.Description);
        }
    }

    /// <summary>Adds the sort keys by a count and by functions.</summary>
    public static void AddSortKeys(InputObjectGraphType input, EntityDescription entity, string count)
    {
        input.Add("count", TypeNames.Named(SortInputs.Direction), count);
        input.AddFunctions(entity, function => TypeNames.Named(Sort(function, entity)));
    }

    private static InputObjectGraphType WithMembers(
        InputObjectGraphType input, AggregateFunction function, EntityDescription type, Func<AggregateFunction, Member, string?> typeOf)
    {
        foreach (var member in function.MembersOf(type))
        {
            if (typeOf(function, member) is { } field)
            {
                input.Add(member.Name, TypeNames.Named(field), member.Description);
            }
        }

        return input;
    }

    private static string? SortType(AggregateFunction function, Member member) =>
        member is ObjectMember part ? Sort(function, part.Target) : SortInputs.Direction;

    private static string? FilterType(AggregateFunction function, Member member) => member switch
    {
        ObjectMember part => HasConditions(function, part.Target) ? Filter(function, part.Target) : null,
        ScalarMember scalar => function.ResultOf(scalar.Scalar.Kind) is { } kind && IsCompared(kind)
            ? $"{ScalarType.NameOf(kind)}OperationFilterInput"
            : null,
        _ => null,
    };

    // Whether anything can be asked of what a function gives of a type.
    private static bool HasConditions(AggregateFunction function, EntityDescription type) =>
        function.MembersOf(type).Any(member => FilterType(function, member) is not null);

    private static bool IsCompared(ScalarKind kind) =>
        kind is ScalarKind.Int or ScalarKind.Long or ScalarKind.Decimal or ScalarKind.Date or ScalarKind.DateTime;
}
