namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Terms and conditions as text for people. A value of a client is <c>?</c>.</summary>
internal static class PlanText
{
    /// <summary>A term; <paramref name="groups"/> says what the values of groups are.</summary>
    public static string Of(Term term, IReadOnlyList<GroupColumn>? groups = null) => term switch
    {
        Column column => column.Route.PathOf(column.Name),
        Folded folded => Of(folded.Search),
        Element element => element.IsFolded ? "folded element" : "element",
        PeriodStart period => $"{period.Period.ToLowerInvariant()}({Of(period.Of)})",
        BucketStart bucket => $"bucket({Of(bucket.Of)})",
        Count { Of: { } of } => $"count({Of(of)})",
        Count => "count(*)",
        Aggregate aggregate => $"{aggregate.Function.Name}({Of(aggregate.Of)})",
        ListAggregate list => $"{Of(list.Value)} of {list.List.Name}{(list.Where is { } where ? $" where {Of(where)}" : "")}",
        PerCapita per => $"{Of(per.Sum)} per {Of(per.Inhabitants)}",
        CommonText text => $"folded({Of(text.Folded)})",
        Whole whole => $"whole({Of(whole.Part)})",
        GroupValue value when groups is not null => Of(groups[value.Position].Term),
        _ => string.Create(CultureInfo.InvariantCulture, $"{term}"),
    };

    public static string Of(Condition condition, IReadOnlyList<GroupColumn>? groups = null) => condition switch
    {
        Every every => $"({string.Join(" and ", every.Parts.Select(part => Of(part, groups)))})",
        Either either => $"({string.Join(" or ", either.Parts.Select(part => Of(part, groups)))})",
        NotCertain not => $"not certainly {Of(not.Condition, groups)}",
        IsNull isNull => $"{Of(isNull.Term, groups)} is {(isNull.IsNegated ? "not " : "")}null",
        Comparison comparison =>
            $"{Of(comparison.Value.Term, groups)} {(comparison.IsNegated ? comparison.Operator.Complement : comparison.Operator.Symbol)} ?",
        TextMatch match => $"{Of(match.Search, groups)} {(match.IsNegated ? "not " : "")}{match.Operator.Words} ?",
        IsIn list => $"{Of(list.Value.Term, groups)} {(list.IsNegated ? "not " : "")}in "
            + $"{(list is InValues { Values: var values } ? $"({string.Join(", ", values.Select(_ => "?"))})" : "?")}"
            + $"{(list.HasNull ? " or null" : "")}",
        Exists exists =>
            $"{(exists.IsNegated ? "no " : "some ")}{exists.List.Name}{(exists.Where is { } where ? $" where {Of(where)}" : "")}",
        HasElement element =>
            $"{(element.IsNegated ? "no " : "some ")}{Of(element.List)}{(element.Where is { } where ? $" where {Of(where)}" : "")}",
        _ => throw new InvalidOperationException($"'{condition}' has no text."),
    };
}
