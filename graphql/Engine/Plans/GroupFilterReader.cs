using IndhCoops.GraphQL.Engine.Model;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Schema;

namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>Reads what is asked of groups.</summary>
internal sealed class GroupFilterReader(EntityDescription entity, GroupColumns columns, ValueChecks checks)
{
    private readonly ValueFilterReader _values = new(checks);

    /// <summary>The condition; null where nothing is asked.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it, or a value cannot be compared.</exception>
    public Condition? Read(Input? filter) => filter switch
    {
        null or NullInput => null,
        ObjectInput fields => Condition.All(fields.Fields.Select(field => Read(field.Key, field.Value))),
        _ => throw new InvalidOperationException("A filter is an object."),
    };

    private Condition? Read(string name, Input value)
    {
        var filterType = GroupInputs.Filter(entity);
        switch (name)
        {
            case "and" or "or":
                return ValueFilterReader.Combine(name, value, filterType, Read);
            case "count":
                var count = Number(name, columns.Count());
                return _values.Read(count, NullRefusal.Require(value, name, filterType, count.FilterType));
            default:
                var function = AggregateFunction.Find(name);
                return Results(function, entity, Route.Row, NullRefusal.Require(value, name, filterType, GroupInputs.Filter(function, entity)));
        }
    }

    private Condition? Results(AggregateFunction function, EntityDescription type, Route route, Input value) =>
        Condition.All(((ObjectInput)value).Fields.Select(field =>
        {
            switch (type.FindMember(field.Key))
            {
                case ScalarMember scalar:
                    var filtered = Value(function, route, scalar);
                    return _values.Read(filtered, Given(filtered.FilterType));
                case ObjectMember part:
                    return Results(function, part.Target, route.To(part), Given(GroupInputs.Filter(function, part.Target)));
                default:
                    throw new InvalidOperationException($"'{field.Key}' is no member of {type.Name}.");
            }

            Input Given(string fieldType) => NullRefusal.Require(field.Value, field.Key, GroupInputs.Filter(function, type), fieldType);
        }));

    private FilteredValue Value(AggregateFunction function, Route route, ScalarMember member)
    {
        var value = columns.Value(new Aggregate(function, Column.Of(route, member)));
        var path = route.PathOf(member.Name);
        return function == AggregateFunction.CountDistinct
            ? Number(path, value)
            : FilteredValue.OfGroup(path, value, ScalarType.Of(value.Form.Kind), value.Form, isNullable: true);
    }

    // An integer of a client; the database counts in wider ones, which compare with it all the same.
    private static FilteredValue Number(string name, GroupValue value) =>
        FilteredValue.OfGroup(name, value, ScalarType.Int, new ValueForm(ScalarKind.Int), isNullable: false);
}
