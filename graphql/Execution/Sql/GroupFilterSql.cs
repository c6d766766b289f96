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
        ObjectInput fields => And(fields.Fields.Select(field => field.Key switch
        {
            "and" or "or" => Combine(field.Key, field.Value, GroupInputs.Filter(entity), item => Condition(item, values)),

            // An integer of a client; the database counts in wider ones, which compare with it all the same.
            "count" => values.Condition(new FilteredColumn("count", columns.Count().Name, "", ScalarKind.Int, dialect.Codec(ScalarKind.Int), false), field.Value),
            var name => Results(AggregateFunction.Find(name), entity, [], field.Value, values),
        })),
        _ => throw new InvalidOperationException("A filter is an object."),
    };

    private string? Results(AggregateFunction function, EntityDescription type, IReadOnlyList<ObjectMember> route, Input value, ValueConditionSql values)
    {
        var given = (ObjectInput)NotNull(value, function.Name, GroupInputs.Filter(function, type));
        return And(given.Fields.Select(field => type.FindMember(field.Key) switch
        {
            ScalarMember scalar => values.Condition(Column(new AggregateValue(function, scalar, route)), field.Value),
            ObjectMember part => Results(function, part.Target, [.. route, part], field.Value, values),
            _ => throw new InvalidOperationException($"'{field.Key}' is no member of {type.Name}."),
        }));
    }

    private FilteredColumn Column(AggregateValue value)
    {
        var column = columns.Value(value);
        return value.Function == AggregateFunction.CountDistinct
            ? new FilteredColumn(value.Path, column.Name, "", ScalarKind.Int, dialect.Codec(ScalarKind.Int), false)
            : new FilteredColumn(value.Path, column.Name, "", column.Kind, column.Codec, column.IsNullable);
    }
}
