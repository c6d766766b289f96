using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;
using static IndhCoops.GraphQL.Execution.Sql.Conjunction;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>A value that a filter asks about.</summary>
/// <param name="Name">Its name in the graph, for errors.</param>
/// <param name="Expression">Its SQL.</param>
/// <param name="Search">For text: its folded form, in which parts are searched.</param>
/// <param name="Scalar">Its type.</param>
/// <param name="Codec">How the values that it is compared to are carried.</param>
/// <param name="IsNullable">Whether it may be unknown.</param>
/// <param name="FilterType">The input that asks about it.</param>
internal sealed record FilteredColumn(string Name, string Expression, string Search, ScalarType Scalar, ValueCodec Codec, bool IsNullable, string FilterType)
{
    public static FilteredColumn Of(SqlDialect dialect, SqlTable table, ScalarMember member) => new(
        member.Name,
        table.Column(member),
        member.SearchColumn is { } search ? table.Column(search) : "",
        member.Scalar,
        dialect.Codec(member.Scalar),
        table.CanBeNull(member),
        FilterInputs.Operations(member.Scalar, member.IsNullable));

    public ScalarKind Kind => Scalar.Kind;

    /// <summary>The type of what an operation compares it with.</summary>
    public string TypeOf(FilterOperation operation) =>
        operation.Operator != FilterOperator.In ? Scalar.Name : Kind == ScalarKind.Enum && !Scalar.IsGlobalId && FilterType == FilterInputs.Operations(Scalar, isNullable: false) ? $"[{Scalar.Name}!]" : $"[{Scalar.Name}]";
}

/// <summary>Writes what a filter asks of one value as a condition.</summary>
internal sealed class ValueConditionSql(SqlDialect dialect, SqlParameters parameters)
{
    /// <summary>The condition; null where it asks for nothing.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it.</exception>
    public string? Condition(FilteredColumn column, Input value)
    {
        return And(((ObjectInput)value).Fields.Select(operation => operation.Key is "and" or "or"
            ? Combine(operation.Key, operation.Value, column.FilterType, item => Condition(column, item))
            : Operation(column, FilterOperation.Find(operation.Key)!, operation.Value)));
    }

    private string Operation(FilteredColumn column, FilterOperation operation, Input value)
    {
        if (value is NullInput)
        {
            return operation.Operator == FilterOperator.Equal && column.IsNullable
                ? $"{column.Expression} is {(operation.IsNegated ? "not " : "")}null"
                : throw NullRefusal.OfFilter(operation.Name, column.FilterType, column.TypeOf(operation));
        }

        if (operation.Operator == FilterOperator.In)
        {
            return Membership(column, operation, value);
        }

        var reference = ((ValueInput)value).Value;
        Require(column, operation, reference);
        return operation.Operator switch
        {
            FilterOperator.Equal => Equal(column, reference, operation.IsNegated),

            // What lies between two values that the database can hold is above the lower and below the upper one.
            FilterOperator.Greater => Compare(column, ">", "<=", parameters.Value(reference, column.Codec), operation.IsNegated),
            FilterOperator.GreaterOrEqual => Compare(column, ">=", "<", parameters.Ceiling(reference, column.Codec), operation.IsNegated),
            FilterOperator.Less => Compare(column, "<", ">=", parameters.Ceiling(reference, column.Codec), operation.IsNegated),
            FilterOperator.LessOrEqual => Compare(column, "<=", ">", parameters.Value(reference, column.Codec), operation.IsNegated),
            FilterOperator.Contains => Like(column, parameters.Pattern(reference, column.Codec, "%", "%"), operation.IsNegated),
            FilterOperator.StartsWith => Like(column, parameters.Pattern(reference, column.Codec, "", "%"), operation.IsNegated),
            FilterOperator.EndsWith => Like(column, parameters.Pattern(reference, column.Codec, "%", ""), operation.IsNegated),
            _ => throw new InvalidOperationException($"'{operation.Name}' has no SQL."),
        };
    }

    // A negation is the complement of its operation, so what is unknown belongs to it.
    private static string Compare(FilteredColumn column, string symbol, string complement, string parameter, bool isNegated) => isNegated
        ? OrUnknown($"{column.Expression} {complement} {parameter}", column)
        : $"{column.Expression} {symbol} {parameter}";

    private string Equal(FilteredColumn column, ValueReference value, bool isNegated)
    {
        if (!column.Codec.IsRounded)
        {
            return Compare(column, "=", "<>", parameters.Value(value, column.Codec), isNegated);
        }

        // Of a value that the database cannot hold the bounds are crossed, so that none is equal.
        var (from, to) = (parameters.Ceiling(value, column.Codec), parameters.Value(value, column.Codec));
        return isNegated
            ? OrUnknown($"({column.Expression} < {from} or {column.Expression} > {to})", column)
            : $"({column.Expression} >= {from} and {column.Expression} <= {to})";
    }

    private string Like(FilteredColumn column, string pattern, bool isNegated)
    {
        var like = dialect.IsLike(column.Search, pattern);
        return isNegated ? OrUnknown($"not ({like})", column)
            : column.IsNullable ? $"({like} and {column.Expression} is not null)"
            : like;
    }

    private string Membership(FilteredColumn column, FilterOperation operation, Input value)
    {
        var (list, hasNull) = value switch
        {
            ValueListInput values => (IsOneOf(column, operation, values.Values), values.HasNull),
            ListInput items => (IsOneOf(column, operation, [.. items.Items.OfType<ValueInput>().Select(item => item.Value)]), items.Items.Any(item => item is NullInput)),
            _ => throw new InvalidOperationException("A list is expected."),
        };

        var includesNull = hasNull && column.IsNullable;
        return (operation.IsNegated, includesNull) switch
        {
            (false, false) => list,
            (false, true) => $"({list} or {column.Expression} is null)",
            (true, false) => OrUnknown($"not ({list})", column),
            (true, true) => $"(not ({list}) and {column.Expression} is not null)",
        };
    }

    private string IsOneOf(FilteredColumn column, FilterOperation operation, ValueReference values)
    {
        Require(column, operation, values);
        return dialect.IsOneOf(column.Expression, parameters.List(values, column.Codec), column.Kind);
    }

    // Values of which some are variables.
    private string IsOneOf(FilteredColumn column, FilterOperation operation, IReadOnlyList<ValueReference> values)
    {
        foreach (var value in values)
        {
            Require(column, operation, value);
        }

        return values.Count == 0 ? "1 = 0"
            : column.Codec.IsRounded ? $"({string.Join(" or ", values.Select(value => Equal(column, value, isNegated: false)))})"
            : $"{column.Expression} in ({string.Join(", ", values.Select(value => parameters.Value(value, column.Codec)))})";
    }

    private void Require(FilteredColumn column, FilterOperation operation, ValueReference value)
    {
        if (column.Codec is GlobalIdCodec ids)
        {
            parameters.Require(value, ids.Require);
        }
        else if (column.Kind == ScalarKind.Decimal)
        {
            parameters.Require(value, given => ValueLimits.RequireScale(given, column, operation));
        }
        else if (operation.Operator is FilterOperator.Contains or FilterOperator.StartsWith or FilterOperator.EndsWith)
        {
            parameters.Require(value, given => ValueLimits.RequireLength((string)given, column, operation));
        }
    }

    private static string OrUnknown(string condition, FilteredColumn column) =>
        column.IsNullable ? $"({condition} or {column.Expression} is null)" : condition;
}
