namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads what is asked of aggregates: of a group's rows, or of a list's.</summary>
/// <param name="filterType">The input that asks.</param>
/// <param name="values">Reads what is asked of a value.</param>
/// <param name="valueOf">Gives what stands for a count or an aggregate.</param>
/// <param name="perCapita">Gives what stands for a sum per inhabitant; null where none can be asked of.</param>
internal sealed class AggregateFilterReader(
    EntityDescription entity, string filterType, ValueFilterReader values, Func<Term, Term> valueOf, Func<Column, Term>? perCapita = null)
{
    /// <summary>The condition of a whole filter; null where nothing is asked.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(Input? filter) => filter is null or NullInput ? null
        : ValueFilterReader.All(((ObjectInput)filter).Fields, filterType, Read, Read);

    /// <summary>The condition of a count or a function.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(string name, Input value)
    {
        if (name == "count")
        {
            var count = Number(name, new Count());
            return values.Read(count, NullRefusal.Require(value, name, filterType, count.FilterType));
        }

        if (name == PerCapitaTypes.Field)
        {
            var perCapitaType = PerCapitaTypes.Filter(entity);
            var sums = (ObjectInput)NullRefusal.Require(value, name, filterType, perCapitaType);
            return Condition.All(sums.Fields.Select(sum =>
                Results(PerCapitaTypes.SumFilter, SumPerCapita, entity, Route.Row, sum.Value, sum.Key, perCapitaType)));
        }

        var function = AggregateFunction.Find(name);
        return Results(
            type => GroupInputs.Filter(function, type),
            (path, column) => Value(path, new Aggregate(function, column)),
            entity,
            Route.Row,
            value,
            name,
            filterType);
    }

    private Condition? Results(
        Func<EntityDescription, string> filterOf,
        Func<string, Column, FilteredValue> filtered,
        EntityDescription type,
        Route route,
        Input value,
        string field,
        string fieldOf) =>
        Condition.All(((ObjectInput)NullRefusal.Require(value, field, fieldOf, filterOf(type))).Fields.Select(given =>
            type.FindMember(given.Key) switch
            {
                ScalarMember scalar when filtered(route.PathOf(scalar.Name), Column.Of(route, scalar)) is var asked =>
                    values.Read(asked, NullRefusal.Require(given.Value, given.Key, filterOf(type), asked.FilterType)),
                ObjectMember part => Results(filterOf, filtered, part.Target, route.To(part), given.Value, given.Key, filterOf(type)),
                _ => throw new InvalidOperationException($"'{given.Key}' is no member of {type.Name}."),
            }));

    private FilteredValue SumPerCapita(string path, Column column) => OfForm(path, perCapita!(column));

    private FilteredValue Value(string path, Aggregate value) =>
        value.Function == AggregateFunction.CountDistinct ? Number(path, value) : OfForm(path, valueOf(value));

    private static FilteredValue OfForm(string path, Term value) =>
        FilteredValue.OfAggregate(path, value, ScalarType.Of(value.Form.Kind), value.Form, isNullable: true);

    // An integer of a client; the database counts in wider ones, which compare with it all the same.
    private FilteredValue Number(string name, Term value) =>
        FilteredValue.OfAggregate(name, valueOf(value), ScalarType.Int, new ValueForm(ScalarKind.Int), isNullable: false);
}
