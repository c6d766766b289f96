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
        var input = TypeNames.Input(ListSort(entity), "Sort keys by a list.");
        input.Add(Aggregate, TypeNames.Named(Sort(entity)), "By what is computed of its rows.");
        return input;
    }

    private static InputObjectGraphType Order(EntityDescription entity)
    {
        var input = TypeNames.Input(
            Sort(entity), $"Sort keys by aggregates of a list of {entity.SetName}; the order in which they are given counts.");
        AddWhere(input, entity);
        GroupInputs.AddSortKeys(input, entity, "How many rows the list has.");
        return input;
    }

    private static InputObjectGraphType Conditions(EntityDescription entity)
    {
        var input = TypeNames.Input(
            Filter(entity), $"Conditions on aggregates of a list of {entity.SetName}; all that are given must hold.");
        input.AddCombinators();
        AddWhere(input, entity);
        GroupInputs.AddConditions(input, entity, "How many rows the list has.");
        return input;
    }

    private static void AddWhere(InputObjectGraphType input, EntityDescription entity) =>
        input.Add(Where, TypeNames.Named(TypeNames.Filter(entity)), "Which rows of the list are aggregated; all of them without it.");
}
