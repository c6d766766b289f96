namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads a filter on rows.</summary>
internal sealed class FilterReader(ValueChecks checks)
{
    private readonly ValueFilterReader _values = new(checks);

    /// <summary>The condition on an entity's rows; null where the filter asks for nothing.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(EntityDescription entity, Input? filter) => Read(entity, Route.Row, filter);

    private Condition? Read(EntityDescription entity, Route route, Input? filter) => filter is null or NullInput ? null
        : ValueFilterReader.All(
            ((ObjectInput)filter).Fields,
            TypeNames.Filter(entity),
            item => Read(entity, route, item),
            (name, value) => Read(entity, route, name, value));

    private Condition? Read(EntityDescription entity, Route route, string name, Input value)
    {
        Input Given(string fieldType) => NullRefusal.Require(value, name, TypeNames.Filter(entity), fieldType);

        return entity.FindMember(name) switch
        {
            ScalarMember { Scalar.Kind: ScalarKind.TextList } list => TextList(route, list, Given(FilterInputs.TextList)),
            ScalarMember scalar when FilteredValue.Of(route, scalar) is var filtered => _values.Read(filtered, Given(filtered.FilterType)),
            ObjectMember part => Read(part.Target, route.To(part), Given(TypeNames.Filter(part.Target))),
            CollectionMember list => List(Column.Of(route, entity.Key), list, Given(FilterInputs.ListOf(list.Target))),
            _ => throw new InvalidOperationException($"'{name}' is no member of {entity.Name}."),
        };
    }

    private Condition? List(Column ownerKey, CollectionMember list, Input value)
    {
        var filterType = FilterInputs.ListOf(list.Target);
        return Condition.All(((ObjectInput)value).Fields.Select(field => field.Key == ListAggregateInputs.Aggregate
            ? Aggregates(
                ownerKey, list, null, NullRefusal.Require(field.Value, field.Key, filterType, ListAggregateInputs.Filter(list.Target)))
            : Quantify(
                field,
                filterType,
                TypeNames.Filter(list.Target),
                item => Read(list.Target, Route.Row, item),
                (where, isNegated) => new Exists(list, ownerKey, where, isNegated))));
    }

    // Aggregates the rows that `where` selects, for the conditions beside and below it.
    private Condition? Aggregates(Column ownerKey, CollectionMember list, Condition? around, Input value)
    {
        var filterType = ListAggregateInputs.Filter(list.Target);
        var fields = ((ObjectInput)value).Fields;
        var own = fields.FirstOrDefault(field => field.Key == ListAggregateInputs.Where).Value is { } filter
            ? Read(list.Target, NullRefusal.Require(filter, ListAggregateInputs.Where, filterType, TypeNames.Filter(list.Target)))
            : null;
        var where = Condition.All([around, own]);
        var aggregates = new AggregateFilterReader(
            list.Target, filterType, _values, value => new ListAggregate(list, ownerKey, where, value));
        return ValueFilterReader.All(
            fields.Where(field => field.Key != ListAggregateInputs.Where),
            filterType,
            item => Aggregates(ownerKey, list, where, item),
            aggregates.Read);
    }

    private Condition? TextList(Route route, ScalarMember list, Input value)
    {
        var element = FilteredValue.ElementOf(list);
        return Condition.All(((ObjectInput)value).Fields.Select(quantifier => Quantify(
            quantifier,
            FilterInputs.TextList,
            element.FilterType,
            item => _values.Read(element, item),
            (where, isNegated) => new HasElement(Column.Of(route, list), Column.SearchOf(route, list), where, isNegated))));
    }

    private static Condition? Quantify(
        KeyValuePair<string, Input> quantifier,
        string filterType,
        string elementType,
        Func<Input, Condition?> read,
        Func<Condition?, bool, Condition> exists)
    {
        var value = NullRefusal.Require(quantifier.Value, quantifier.Key, filterType, quantifier.Key == "any" ? "Boolean" : elementType);
        return quantifier.Key switch
        {
            "any" => exists(null, !(bool)((ValueInput)value).Value.Resolve([])),
            "some" => exists(read(value), false),
            "none" => exists(read(value), true),

            // `all` fails on an element that does not certainly match: unknown counts as no match.
            "all" => read(value) is { } all ? exists(new NotCertain(all), true) : null,
            _ => throw new InvalidOperationException($"'{quantifier.Key}' is no condition on a list."),
        };
    }
}
