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
        if (name is "and" or "or" && table.Entity.FindMember(name) is null)
        {
            return Combine(name, value, TypeNames.Filter(table.Entity), item => Condition(table, item));
        }

        return table.Entity.FindMember(name) switch
        {
            ScalarMember { Scalar.Kind: ScalarKind.TextList } list => TextList(table, list, value),
            ScalarMember scalar => _values.Condition(FilteredColumn.Of(dialect, table, scalar), value),
            ObjectMember part => Condition(table.To(part), NotNull(value, name, TypeNames.Filter(part.Target))),
            CollectionMember collection => Collection(table, collection, value),
            _ => throw new InvalidOperationException($"'{name}' is no member of {table.Entity.Name}."),
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
            var column = new FilteredColumn(list.Name, $"{alias}.value", $"{alias}.search", ScalarKind.Text, dialect.Codec(ScalarKind.Text), false);
            return Quantify(quantifier, filterType, condition => _values.Condition(column, condition), condition =>
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
}
