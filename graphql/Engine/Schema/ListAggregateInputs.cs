namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds what can be asked of a list within a row: conditions on aggregates of its rows, and sort keys by them.</summary>
internal static class ListAggregateInputs
{
    public const string Aggregate = "aggregate";

    /// <summary>The field that says which rows of the list are aggregated.</summary>
    public const string Where = "where";

    private const string ListSortPrefix = "ListSortInputTypeOf";

    public static string Filter(EntityDescription entity) => $"{AggregateTypes.Name(entity)}FilterInput";

    public static string Sort(EntityDescription entity) => $"{AggregateTypes.Name(entity)}SortInput";

    public static string ListSort(EntityDescription entity) => $"{ListSortPrefix}{TypeNames.Sort(entity)}";

    /// <summary>Whether a field of an input has a list aggregated for each row.</summary>
    public static bool IsAggregate(string input, string field) =>
        field == Aggregate && (input.StartsWith(ListSortPrefix, StringComparison.Ordinal) || FilterInputs.IsList(input));

    /// <summary>
    /// Inputs for each entity of which some row has a list. The conditions and sort keys of what functions give must exist in the schema.
    /// </summary>
    public static IEnumerable<IGraphType> Build(GraphModel model)
    {
        foreach (var entity in model.Entities.SelectMany(owner => owner.Members.OfType<CollectionMember>()).Select(list => list.Target)
            .Distinct())
        {
            yield return ListOrder(entity);
            yield return Order(entity);
            yield return Conditions(entity);
        }
    }

    private static InputObjectGraphType ListOrder(EntityDescription entity)
    {
        var input = new InputObjectGraphType { Name = ListSort(entity), Description = "Sort keys by a list." };
        input.Add(Aggregate, TypeNames.Named(Sort(entity)), "By what is computed of its rows.");
        return input;
    }

    private static InputObjectGraphType Order(EntityDescription entity)
    {
        var input = new InputObjectGraphType
        {
            Name = Sort(entity),
            Description = $"Sort keys by aggregates of a list of {entity.SetName}; the order in which they are given counts.",
        };
        input.Add(Where, TypeNames.Named(TypeNames.Filter(entity)), "Which rows of the list are aggregated; all of them without it.");
        input.Add("count", TypeNames.Named(SortInputs.Direction), "How many rows the list has.");
        foreach (var function in AggregateFunction.All.Where(function => function.MembersOf(entity).Any()))
        {
            input.Add(function.Name, TypeNames.Named(GroupInputs.Sort(function, entity)), function.Description);
        }

        return input;
    }

    private static InputObjectGraphType Conditions(EntityDescription entity)
    {
        var name = Filter(entity);
        var input = new InputObjectGraphType
        {
            Name = name,
            Description = $"Conditions on aggregates of a list of {entity.SetName}; all that are given must hold.",
        };
        input.Add("and", TypeNames.ListOfRequired(name), "All of these hold.");
        input.Add("or", TypeNames.ListOfRequired(name), "At least one of these holds.");
        input.Add(Where, TypeNames.Named(TypeNames.Filter(entity)), "Which rows of the list are aggregated; all of them without it.");
        input.Add("count", TypeNames.Named("IntOperationFilterInput"), "How many rows the list has.");
        foreach (var function in AggregateFunction.All.Where(function => GroupInputs.HasConditions(function, entity)))
        {
            input.Add(function.Name, TypeNames.Named(GroupInputs.Filter(function, entity)), function.Description);
        }

        return input;
    }
}
