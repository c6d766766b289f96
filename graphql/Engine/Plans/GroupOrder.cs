namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Turns the order of groups into sort keys that are unique: those asked for, then the rest of the group key.</summary>
internal sealed class GroupOrder(EntityDescription entity, GroupColumns columns, GroupKeys groupKeys)
{
    private readonly List<SortKey> _keys = [];

    /// <exception cref="GraphFieldException">
    /// Null stands for a direction, or the order names what the groups do not have in common.
    /// </exception>
    public ValueList<SortKey> Read(Input? order)
    {
        var sortType = GroupInputs.Sort(entity);
        foreach (var (name, value) in order is ListInput list ? list.Items.SelectMany(item => ((ObjectInput)item).Fields) : [])
        {
            switch (name)
            {
                case "key":
                    SortFields.Walk(value, name, sortType, name, entity, TypeNames.Sort, ByKey);
                    break;
                case "count":
                    Add(columns.Count(), SortFields.IsDescending(value, name, sortType), name);
                    break;
                case PerCapitaTypes.Field:
                    var perCapita = PerCapitaTypes.Sort(entity);
                    foreach (var (field, sums) in ((ObjectInput)SortFields.NotNull(value, name, sortType, perCapita)).Fields)
                    {
                        WalkFunction(AggregateFunction.Sum, sums, field, perCapita, $"{name}.{field}", column =>
                            columns.PerCapita(column, groupKeys.Inhabitants()));
                    }

                    break;
                default:
                    var function = AggregateFunction.Find(name);
                    WalkFunction(function, value, name, sortType, name, column => columns.Value(new Aggregate(function, column)));
                    break;
            }
        }

        // Without an order words sort as people read them; behind one, a key only has to tell groups apart.
        var isDefault = _keys.Count == 0;
        foreach (var key in groupKeys.All)
        {
            Add(key, isDescending: false, isDefault);
        }

        return [.. _keys];
    }

    private void WalkFunction(
        AggregateFunction function, Input value, string field, string fieldOf, string path, Func<Column, GroupValue> valueOf) =>
        SortFields.Walk(
            value,
            field,
            fieldOf,
            path,
            entity,
            type => GroupInputs.Sort(function, type),
            (column, memberPath, isDescending) => Add(valueOf(column), isDescending, memberPath));

    private void ByKey(Column column, string path, bool isDescending)
    {
        var named = groupKeys.All.Where(key => $"key.{key.Path}" == path).ToList();
        if (named.Count == 0)
        {
            throw new GraphFieldException(
                $"`order` names `{path}`, which is not selected under `key`: groups sort by what they are grouped by, or by an aggregate.");
        }

        named.ForEach(key => Add(key, isDescending, isReadByPeople: true));
    }

    private void Add(GroupKey key, bool isDescending, bool isReadByPeople)
    {
        if (isReadByPeople && key.Search is { } search)
        {
            Add(search(), isDescending, $"key.{key.Path}~");
        }

        Add(key.Column, isDescending, $"key.{key.Path}{(key.Period is null ? "" : $"({key.Period})")}");
    }

    private void Add(GroupValue column, bool isDescending, string path)
    {
        if (!_keys.Exists(key => key.Term == column))
        {
            _keys.Add(new SortKey(column, isDescending, columns.IsNullable(column), path));
        }
    }
}
