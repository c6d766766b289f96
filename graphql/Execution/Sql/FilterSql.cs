using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;
using static IndhCoops.GraphQL.Execution.Sql.Conjunction;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Writes a filter as a condition.</summary>
internal sealed class FilterSql(SqlDialect dialect, SqlParameters parameters, AliasSource aliases)
{
    private readonly ValueConditionSql _values = new(dialect, parameters);

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
        var filterType = TypeNames.Filter(table.Entity);
        if (name is "and" or "or" && table.Entity.FindMember(name) is null)
        {
            return Combine(name, value, filterType, item => Condition(table, item));
        }

        Input Given(string fieldType) => NotNull(value, name, filterType, fieldType);

        return table.Entity.FindMember(name) switch
        {
            ScalarMember { Scalar.Kind: ScalarKind.TextList } list => TextList(table, list, Given(FilterInputs.TextList)),
            ScalarMember scalar when FilteredColumn.Of(dialect, table, scalar) is var column => _values.Condition(column, Given(column.FilterType)),
            ObjectMember part => Condition(table.To(part), Given(TypeNames.Filter(part.Target))),
            CollectionMember collection => Collection(table, collection, Given(FilterInputs.ListOf(collection.Target))),
            _ => throw new InvalidOperationException($"'{name}' is no member of {table.Entity.Name}."),
        };
    }

    private string? Collection(SqlTable owner, CollectionMember collection, Input value)
    {
        return And(((ObjectInput)value).Fields.Select(quantifier =>
        {
            var table = SqlTable.Root(collection.Target, aliases);
            var belongs = $"{table.ForeignKey(collection.PathToOwner)} = {owner.Column(owner.Entity.Key)}";
            return Quantify(quantifier, FilterInputs.ListOf(collection.Target), TypeNames.Filter(collection.Target), condition => Condition(table, condition), condition =>
                $"exists (select 1 from {table.From()} where {belongs}{(condition is null ? "" : $" and {condition}")})");
        }));
    }

    private string? TextList(SqlTable table, ScalarMember list, Input value)
    {
        return And(((ObjectInput)value).Fields.Select(quantifier =>
        {
            var alias = aliases.Next();
            var elements = dialect.Elements(table.Column(list), table.Column(list.SearchColumn!), alias);
            var column = new FilteredColumn($"{alias}.value", $"{alias}.search", ScalarType.Text, dialect.Codec(ScalarKind.Text), false, FilterInputs.Operations(ScalarType.Text, isNullable: false));
            return Quantify(quantifier, FilterInputs.TextList, column.FilterType, condition => _values.Condition(column, condition), condition =>
                $"exists (select 1 from {elements}{(condition is null ? "" : $" where {condition}")})");
        }));
    }

    private static string? Quantify(KeyValuePair<string, Input> quantifier, string filterType, string elementType, Func<Input, string?> condition, Func<string?, string> exists)
    {
        var value = NotNull(quantifier.Value, quantifier.Key, filterType, quantifier.Key == "any" ? "Boolean" : elementType);
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
}
