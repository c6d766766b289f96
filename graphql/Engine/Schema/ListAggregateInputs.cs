namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds what can be asked of a list within a row: conditions on aggregates of its rows, and sort keys by them.</summary>
internal static class ListAggregateInputs
{
    public const string Aggregate = "aggregate";

    /// <summary>The field that says which rows of the list are aggregated.</summary>
    public const string Where = "where";

    private const string ListSortPrefix = "ListSortInputTypeOf";
    private const string Count = "How many rows the list has.";

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
            yield return TypeNames.Input(ListSort(entity), "Sort keys by a list.")
                .Add(Aggregate, Sort(entity), "By what is computed of its rows.");
            var keys = $"Sort keys by aggregates of a list of {entity.SetName}; the order in which they are given counts.";
            yield return AddWhere(TypeNames.Input(Sort(entity), keys), entity).AddSortKeys(entity, Count);
            var conditions = $"Conditions on aggregates of a list of {entity.SetName}; all that are given must hold.";
            yield return AddWhere(TypeNames.Input(Filter(entity), conditions).AddCombinators(), entity).AddConditions(entity, Count);
        }
    }

    private static InputObjectGraphType AddWhere(InputObjectGraphType input, EntityDescription entity) =>
        input.Add(Where, TypeNames.Filter(entity), "Which rows of the list are aggregated; all of them without it.");
}
