namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the types of sums per inhabitant, which groups by a territory have, and of what can be asked of them.</summary>
internal static class PerCapitaTypes
{
    /// <summary>The field of a group, and of its order.</summary>
    public const string Field = "perCapita";

    public static string Name(EntityDescription entity) => $"{entity.Name}PerCapita";

    public static string Sums(EntityDescription type) => $"{AggregateFunction.Sum.TypeName(type)}PerCapita";

    public static string Sort(EntityDescription entity) => $"{Name(entity)}SortInput";

    public static string Filter(EntityDescription entity) => $"{Name(entity)}FilterInput";

    public static string SumFilter(EntityDescription type) => $"{Sums(type)}FilterInput";

    /// <summary>Whether an entity's groups have them: it has sums, and its rows belong to a territory.</summary>
    public static bool Are(EntityDescription entity) => AggregateFunction.Sum.MembersOf(entity).Any() && IsOfTerritory(entity, []);

    /// <summary>The types of each entity, and of the objects within them.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model)
    {
        foreach (var entity in model.Entities.Where(Are))
        {
            yield return WithSums(
                TypeNames.Object(Name(entity), "What a group's sums come to per inhabitant of its territory, to four decimals."),
                $"{Sums(entity)}!");
            yield return WithSums(
                TypeNames.Input(Sort(entity), "Sort keys by sums per inhabitant."), GroupInputs.Sort(AggregateFunction.Sum, entity));
            yield return WithSums(
                TypeNames.Input(Filter(entity), "Conditions on sums per inhabitant; all that are given must hold."), SumFilter(entity));
        }

        foreach (var type in model.Entities.Where(Are).Concat(model.Types.Where(type => type.Key is null)))
        {
            if (AggregateFunction.Sum.MembersOf(type).ToList() is { Count: > 0 } members)
            {
                yield return TypeNames
                    .Object(Sums(type), "Sums per inhabitant, to four decimals; null where a sum is, or nobody lives there.")
                    .AddMembers(members, member => member is ObjectMember part ? $"{Sums(part.Target)}!" : "Decimal");
                yield return TypeNames.Input(SumFilter(type), "Conditions; all that are given must hold.")
                    .AddMembers(members, member => member is ObjectMember part ? SumFilter(part.Target) : "DecimalOperationFilterInput");
            }
        }
    }

    private static IGraphType WithSums(IComplexGraphType type, string sums) =>
        type.Add(AggregateFunction.Sum.Name, sums, "The sums per inhabitant.");

    private static bool IsOfTerritory(EntityDescription entity, HashSet<string> seen) =>
        entity.Members.OfType<ReferenceMember>().Any(reference =>
            reference.Target.Inhabitants is not null || (seen.Add(reference.Target.Name) && IsOfTerritory(reference.Target, seen)));
}
