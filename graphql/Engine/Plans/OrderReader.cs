namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads an order: keys that no two rows share, so that a cursor names one place in it.</summary>
internal sealed class OrderReader(ValueChecks checks)
{
    private readonly List<SortKey> _keys = [];
    private readonly FilterReader _filters = new(checks);

    public static ValueList<SortKey> ByKey(EntityDescription entity) => Read(entity, null, new ValueChecks());

    /// <summary>The keys on an entity's rows; they end with the entity's own key.</summary>
    /// <exception cref="GraphFieldException">Null stands for a direction, or a value cannot be compared.</exception>
    public static ValueList<SortKey> Read(EntityDescription entity, Input? order, ValueChecks checks)
    {
        var reader = new OrderReader(checks);
        foreach (var item in order is ListInput list ? list.Items : [])
        {
            reader.Add(entity, Route.Row, (ObjectInput)item);
        }

        var keys = reader._keys;
        if (!keys.Exists(key => key.Term == Column.Of(Route.Row, entity.Key)))
        {
            // The tie-breaker has the direction of the last key, so that one row comparison continues a page.
            keys.Add(Key(entity, Route.Row, entity.Key, keys.Count > 0 && keys[^1].IsDescending));
        }

        return [.. keys];
    }

    private void Add(EntityDescription entity, Route route, ObjectInput order)
    {
        foreach (var (name, value) in order.Fields)
        {
            Input Given(string fieldType) => SortFields.NotNull(value, name, TypeNames.Sort(entity), fieldType);

            switch (entity.FindMember(name))
            {
                case ObjectMember part:
                    Add(part.Target, route.To(part), (ObjectInput)Given(TypeNames.Sort(part.Target)));
                    break;
                case CollectionMember list:
                    Add(list, Column.Of(route, entity.Key), route.PathOf(name), Given(ListAggregateInputs.ListSort(list.Target)));
                    break;
                case ScalarMember scalar:
                    AddOnce(Key(entity, route, scalar, SortFields.IsDescending(value, name, TypeNames.Sort(entity))));
                    break;
            }
        }
    }

    private void Add(CollectionMember list, Column ownerKey, string path, Input order)
    {
        var entity = list.Target;
        var sortType = ListAggregateInputs.Sort(entity);
        foreach (var (field, given) in ((ObjectInput)order).Fields)
        {
            var fields = ((ObjectInput)SortFields.NotNull(given, field, ListAggregateInputs.ListSort(entity), sortType)).Fields;
            var where = fields.FirstOrDefault(inner => inner.Key == ListAggregateInputs.Where).Value is { } filter
                ? _filters.Read(entity, SortFields.NotNull(filter, ListAggregateInputs.Where, sortType, TypeNames.Filter(entity)))
                : null;
            var suffix = where is null ? "" : $" where {PlanText.Of(where)}";

            foreach (var (name, value) in fields.Where(inner => inner.Key != ListAggregateInputs.Where))
            {
                if (name == "count")
                {
                    AddAggregate(new Count(), isNullable: false, SortFields.IsDescending(value, name, sortType), $"{path}.{name}");
                    continue;
                }

                var function = AggregateFunction.Find(name);
                var isNullable = function != AggregateFunction.CountDistinct;
                SortFields.Walk(
                    value,
                    name,
                    sortType,
                    $"{path}.{name}",
                    entity,
                    type => GroupInputs.Sort(function, type),
                    (column, memberPath, isDescending) =>
                        AddAggregate(new Aggregate(function, column), isNullable, isDescending, memberPath));
            }

            void AddAggregate(Term value, bool isNullable, bool isDescending, string valuePath) =>
                AddOnce(new SortKey(new ListAggregate(list, ownerKey, where, value), isDescending, isNullable, valuePath + suffix));
        }
    }

    private void AddOnce(SortKey key)
    {
        if (!_keys.Exists(known => known.Term == key.Term && known.Path == key.Path))
        {
            _keys.Add(key);
        }
    }

    // A key column needs no folding: it is an identifier, not words.
    private static SortKey Key(EntityDescription entity, Route route, ScalarMember member, bool isDescending) => new(
        entity.IsKey(member) ? Column.Of(route, member) : Folded.Of(route, member),
        isDescending,
        route.IsNullable || member.IsNullable,
        route.PathOf(member.Name));
}
