using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;
using static IndhCoops.GraphQL.Execution.Sql.Conjunction;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>A value that a filter asks about.</summary>
/// <param name="Expression">Its SQL.</param>
/// <param name="Search">For text: its folded form, in which parts are searched.</param>
/// <param name="Scalar">Its type.</param>
/// <param name="Codec">How the values that it is compared to are carried.</param>
/// <param name="IsNullable">Whether it may be unknown.</param>
/// <param name="FilterType">The input that asks about it.</param>
internal sealed record FilteredColumn(string Expression, string Search, ScalarType Scalar, ValueCodec Codec, bool IsNullable, string FilterType)
{
    public static FilteredColumn Of(SqlDialect dialect, SqlTable table, ScalarMember member) => new(
        table.Column(member),
        member.SearchColumn is { } search ? table.Column(search) : "",
        member.Scalar,
        dialect.Codec(member.Scalar.Kind),
        table.CanBeNull(member),
        FilterInputs.Operations(member.Scalar, member.IsNullable));

    public ScalarKind Kind => Scalar.Kind;

    /// <summary>The type of what an operation compares it with.</summary>
    public string TypeOf(FilterOperation operation) =>
        operation.Operator != FilterOperator.In ? Scalar.Name : Kind == ScalarKind.Enum && FilterType == FilterInputs.Operations(Scalar, isNullable: false) ? $"[{Scalar.Name}!]" : $"[{Scalar.Name}]";
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
            return Membership(column, value, operation.IsNegated);
        }

        var reference = ((ValueInput)value).Value;
        return operation.Operator switch
        {
            FilterOperator.Equal => Compare(column, "=", "<>", reference, operation.IsNegated),
            FilterOperator.Greater => Compare(column, ">", "<=", reference, operation.IsNegated),
            FilterOperator.GreaterOrEqual => Compare(column, ">=", "<", reference, operation.IsNegated),
            FilterOperator.Less => Compare(column, "<", ">=", reference, operation.IsNegated),
            FilterOperator.LessOrEqual => Compare(column, "<=", ">", reference, operation.IsNegated),
            FilterOperator.Contains => Like(column, parameters.Pattern(reference, "%", "%"), operation.IsNegated),
            FilterOperator.StartsWith => Like(column, parameters.Pattern(reference, "", "%"), operation.IsNegated),
            FilterOperator.EndsWith => Like(column, parameters.Pattern(reference, "%", ""), operation.IsNegated),
            _ => throw new InvalidOperationException($"'{operation.Name}' has no SQL."),
        };
    }

    // A negation is the complement of its operation, so what is unknown belongs to it.
    private string Compare(FilteredColumn column, string symbol, string complement, ValueReference value, bool isNegated)
    {
        var parameter = parameters.Value(value, column.Codec);
        return isNegated
            ? OrUnknown($"{column.Expression} {complement} {parameter}", column)
            : $"{column.Expression} {symbol} {parameter}";
    }

    private string Like(FilteredColumn column, string pattern, bool isNegated)
    {
        var like = dialect.IsLike(column.Search, pattern);
        return isNegated ? OrUnknown($"not ({like})", column)
            : column.IsNullable ? $"({like} and {column.Expression} is not null)"
            : like;
    }

    private string Membership(FilteredColumn column, Input value, bool isNegated)
    {
        var (list, hasNull) = value switch
        {
            ValueListInput values => (dialect.IsOneOf(column.Expression, parameters.List(values.Values, column.Codec), column.Kind), values.HasNull),
            ListInput items => (
                items.Items.OfType<ValueInput>().Select(item => parameters.Value(item.Value, column.Codec)).ToList() is { Count: > 0 } given
                    ? $"{column.Expression} in ({string.Join(", ", given)})"
                    : "1 = 0",
                items.Items.Any(item => item is NullInput)),
            _ => throw new InvalidOperationException("A list is expected."),
        };

        var includesNull = hasNull && column.IsNullable;
        return (isNegated, includesNull) switch
        {
            (false, false) => list,
            (false, true) => $"({list} or {column.Expression} is null)",
            (true, false) => OrUnknown($"not ({list})", column),
            (true, true) => $"(not ({list}) and {column.Expression} is not null)",
        };
    }

    private static string OrUnknown(string condition, FilteredColumn column) =>
        column.IsNullable ? $"({condition} or {column.Expression} is null)" : condition;
}
