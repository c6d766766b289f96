using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Schema;

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
        foreach (var (name, value) in order is ListInput list ? list.Items.SelectMany(item => ((ObjectInput)item).Fields) : [])
        {
            switch (name)
            {
                case "key":
                    SortFields.Walk(
                        SortFields.NotNull(value, name, GroupInputs.Sort(entity), TypeNames.Sort(entity)),
                        name,
                        entity,
                        TypeNames.Sort,
                        ByKey);
                    break;
                case "count":
                    Add(columns.Count(), SortFields.IsDescending(value, name, GroupInputs.Sort(entity)), name);
                    break;
                case PerCapitaTypes.Field:
                    foreach (var (field, sums) in ((ObjectInput)SortFields.NotNull(value, name, GroupInputs.Sort(entity), PerCapitaTypes.Sort(entity))).Fields)
                    {
                        string SumSort(EntityDescription type) => GroupInputs.Sort(AggregateFunction.Sum, type);
                        SortFields.Walk(SortFields.NotNull(sums, field, PerCapitaTypes.Sort(entity), SumSort(entity)), $"{name}.{field}", entity, SumSort, (member, route, path, isDescending) =>
                            Add(columns.PerCapita(Column.Of(route, member), groupKeys.Inhabitants()), isDescending, path));
                    }

                    break;
                default:
                    var function = AggregateFunction.Find(name);
                    string SortType(EntityDescription type) => GroupInputs.Sort(function, type);
                    SortFields.Walk(SortFields.NotNull(value, name, GroupInputs.Sort(entity), SortType(entity)), name, entity, SortType, (member, route, path, isDescending) =>
                        Add(columns.Value(new Aggregate(function, Column.Of(route, member))), isDescending, path));
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

    private void ByKey(ScalarMember member, Route route, string path, bool isDescending)
    {
        var named = groupKeys.All.Where(key => $"key.{key.Path}" == path).ToList();
        if (named.Count == 0)
        {
            throw new GraphFieldException(
                new GraphError(
                    $"`order` names `{path}`, which is not selected under `key`: groups sort by what they are grouped by, "
                        + "or by an aggregate."));
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
