using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;
using static IndhCoops.GraphQL.Execution.Sql.Conjunction;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes what is asked of groups as a condition on them.</summary>
internal sealed class GroupFilterSql(SqlDialect dialect, EntityDescription entity, GroupColumns columns)
{
    /// <summary>The condition; null where nothing is asked.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it.</exception>
    public string? Condition(Input? filter, SqlParameters parameters) => Condition(filter, new ValueConditionSql(dialect, parameters));

    private string? Condition(Input? filter, ValueConditionSql values) => filter switch
    {
        null or NullInput => null,
        ObjectInput fields => And(fields.Fields.Select(field => Field(field.Key, field.Value, values))),
        _ => throw new InvalidOperationException("A filter is an object."),
    };

    private string? Field(string name, Input value, ValueConditionSql values)
    {
        var filterType = GroupInputs.Filter(entity);
        switch (name)
        {
            case "and" or "or":
                return Combine(name, value, filterType, item => Condition(item, values));
            case "count":
                // An integer of a client; the database counts in wider ones, which compare with it all the same.
                var count = Number(columns.Count().Name);
                return values.Condition(count, NotNull(value, name, filterType, count.FilterType));
            default:
                var function = AggregateFunction.Find(name);
                return Results(function, entity, [], NotNull(value, name, filterType, GroupInputs.Filter(function, entity)), values);
        }
    }

    private string? Results(AggregateFunction function, EntityDescription type, IReadOnlyList<ObjectMember> route, Input value, ValueConditionSql values) =>
        And(((ObjectInput)value).Fields.Select(field =>
        {
            switch (type.FindMember(field.Key))
            {
                case ScalarMember scalar:
                    var column = Column(new AggregateValue(function, scalar, route));
                    return values.Condition(column, Given(column.FilterType));
                case ObjectMember part:
                    return Results(function, part.Target, [.. route, part], Given(GroupInputs.Filter(function, part.Target)), values);
                default:
                    throw new InvalidOperationException($"'{field.Key}' is no member of {type.Name}.");
            }

            Input Given(string fieldType) => NotNull(field.Value, field.Key, GroupInputs.Filter(function, type), fieldType);
        }));

    private FilteredColumn Column(AggregateValue value)
    {
        var column = columns.Value(value);
        return value.Function == AggregateFunction.CountDistinct
            ? Number(column.Name)
            : Filtered(column.Name, ScalarType.Of(column.Kind), column.Codec, column.IsNullable);
    }

    private FilteredColumn Number(string expression) => Filtered(expression, ScalarType.Int, dialect.Codec(ScalarKind.Int), isNullable: false);

    private static FilteredColumn Filtered(string expression, ScalarType scalar, ValueCodec codec, bool isNullable) =>
        new(expression, "", scalar, codec, isNullable, FilterInputs.Operations(scalar, isNullable: false));
}
