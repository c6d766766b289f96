using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes a filter as a condition.</summary>
internal sealed class FilterSql(SqlDialect dialect, SqlParameters parameters, AliasSource aliases)
{
    /// <summary>The condition; null where the filter asks for nothing.</summary>
    /// <exception cref="GraphFieldException">Null stands where the contract does not allow it.</exception>
    public string? Condition(SqlTable table, Input? filter) => filter switch
    {
        null or NullInput => null,
        ObjectInput fields => And(fields.Fields.Select(field => Field(table, field.Key, field.Value))),
        _ => throw new InvalidOperationException("A filter is an object."),
    };

    private string? Field(SqlTable table, string name, Input value)
    {
        if (name is "and" or "or" && table.Entity.FindMember(name) is null)
        {
            return Combine(name, value, TypeNames.Filter(table.Entity), item => Condition(table, item));
        }

        return table.Entity.FindMember(name) switch
        {
            ScalarMember { Scalar.Kind: ScalarKind.TextList } list => TextList(table, list, value),
            ScalarMember scalar => Scalar(new FilteredColumn(table, scalar), value),
            ObjectMember part => Condition(table.To(part), NotNull(value, name, TypeNames.Filter(part.Target))),
            CollectionMember collection => Collection(table, collection, value),
            _ => throw new InvalidOperationException($"'{name}' is no member of {table.Entity.Name}."),
        };
    }

    private static string? Combine(string name, Input value, string filterType, Func<Input, string?> condition)
    {
        var items = ((ListInput)NotNull(value, name, filterType)).Items.Select(condition);
        return name == "and" ? And(items) : Join(" or ", items);
    }

    private string? Scalar(FilteredColumn column, Input value)
    {
        var filterType = $"{column.Kind}OperationFilterInput";
        return value is ObjectInput operations
            ? And(operations.Fields.Select(operation => operation.Key is "and" or "or"
                ? Combine(operation.Key, operation.Value, filterType, item => Scalar(column, item))
                : Operation(column, FilterOperation.Find(operation.Key)!, operation.Value, filterType)))
            : throw NullNotSupported("eq", filterType);
    }

    private string Operation(FilteredColumn column, FilterOperation operation, Input value, string filterType)
    {
        if (value is NullInput)
        {
            return operation.Operator == FilterOperator.Equal && column.IsNullable
                ? $"{column.Expression} is {(operation.IsNegated ? "not " : "")}null"
                : throw NullNotSupported(operation.Name, filterType);
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
        var parameter = parameters.Value(value, column.Kind);
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
            ValueListInput values => (dialect.IsOneOf(column.Expression, parameters.List(values.Values, column.Kind), column.Kind), values.HasNull),
            ListInput items => (
                items.Items.OfType<ValueInput>().Select(item => parameters.Value(item.Value, column.Kind)).ToList() is { Count: > 0 } given
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

    private string? Collection(SqlTable owner, CollectionMember collection, Input value)
    {
        var filterType = $"ListFilterInputTypeOf{TypeNames.Filter(collection.Target)}";
        var quantifiers = (ObjectInput)NotNull(value, collection.Name, filterType);
        return And(quantifiers.Fields.Select(quantifier =>
        {
            var table = SqlTable.Root(collection.Target, aliases);
            var belongs = $"{table.ForeignKey(collection.PathToOwner)} = {owner.Column(owner.Entity.Key)}";
            return Quantify(quantifier, filterType, condition => Condition(table, condition), condition =>
                $"exists (select 1 from {table.From()} where {belongs}{(condition is null ? "" : $" and {condition}")})");
        }));
    }

    private string? TextList(SqlTable table, ScalarMember list, Input value)
    {
        const string filterType = "ListStringOperationFilterInput";
        var quantifiers = (ObjectInput)NotNull(value, list.Name, filterType);
        return And(quantifiers.Fields.Select(quantifier =>
        {
            var alias = aliases.Next();
            var elements = dialect.Elements(table.Column(list), table.Column(list.SearchColumn!), alias);
            var column = new FilteredColumn($"{alias}.value", $"{alias}.search", ScalarKind.Text, false);
            return Quantify(quantifier, filterType, condition => Scalar(column, condition), condition =>
                $"exists (select 1 from {elements}{(condition is null ? "" : $" where {condition}")})");
        }));
    }

    private static string? Quantify(KeyValuePair<string, Input> quantifier, string filterType, Func<Input, string?> condition, Func<string?, string> exists)
    {
        var value = NotNull(quantifier.Value, quantifier.Key, filterType);
        switch (quantifier.Key)
        {
            case "any":
                return (bool)((ValueInput)value).Value.Resolve([]) ? exists(null) : $"not {exists(null)}";
            case "some":
                return exists(condition(value));
            case "none":
                return $"not {exists(condition(value))}";
            case "all":
                // An element breaks the rule when it does not match for certain; unknown is no match.
                return condition(value) is { } all ? $"not {exists($"({all}) is not true")}" : null;
            default:
                throw new InvalidOperationException($"'{quantifier.Key}' is no condition on a list.");
        }
    }

    private static string OrUnknown(string condition, FilteredColumn column) =>
        column.IsNullable ? $"({condition} or {column.Expression} is null)" : condition;

    private static string? And(IEnumerable<string?> conditions) => Join(" and ", conditions);

    private static string? Join(string conjunction, IEnumerable<string?> conditions)
    {
        var given = conditions.OfType<string>().ToArray();
        return given.Length == 0 ? null : Balance(conjunction, given);
    }

    // SQLite bounds the depth of an expression, and a chain of many terms is as deep as it is long: halves are not.
    private static string Balance(string conjunction, ReadOnlySpan<string> terms) => terms.Length switch
    {
        1 => terms[0],
        <= 50 => $"({string.Join(conjunction, terms!)})",
        var length => $"({Balance(conjunction, terms[..(length / 2)])}{conjunction}{Balance(conjunction, terms[(length / 2)..])})",
    };

    private static Input NotNull(Input value, string operation, string filterType) =>
        value is NullInput ? throw NullNotSupported(operation, filterType) : value;

    private static GraphFieldException NullNotSupported(string operation, string filterType) => new(
        new GraphError($"The provided value for filter `{operation}` of type {filterType} is invalid. Null values are not supported.")
        {
            Code = "HC0026",
            Extensions = [new("expectedType", $"{filterType}!"), new("filterType", filterType)],
        });

    private sealed record FilteredColumn(string Expression, string Search, ScalarKind Kind, bool IsNullable)
    {
        public FilteredColumn(SqlTable table, ScalarMember member)
            : this(table.Column(member), member.SearchColumn is { } search ? table.Column(search) : "", member.Scalar.Kind, table.CanBeNull(member))
        {
        }
    }
}
