using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

internal sealed class ConditionSql
{
    private readonly SqlDialect _dialect;
    private readonly SqlParameters _parameters;
    private readonly AliasSource _aliases;
    private readonly Dictionary<(ListAggregate, SqlTable), string> _lists = [];

    /// <summary>Writes conditions for a statement.</summary>
    /// <param name="parameters">Takes the values.</param>
    /// <param name="aliases">Names the tables that conditions bring in.</param>
    public ConditionSql(SqlDialect dialect, SqlParameters parameters, AliasSource aliases)
    {
        (_dialect, _parameters, _aliases) = (dialect, parameters, aliases);
        Terms = new TermSql(dialect, parameters) { List = Aggregate };
    }

    /// <summary>Writes terms on the tables of the statement.</summary>
    public TermSql Terms { get; }

    public string? Write(Condition? condition, SqlTable table) => condition is null ? null : Write(condition, new Scope(table, null));

    /// <summary>A condition on groups, once they are made; null where nothing is asked.</summary>
    public string? WriteOnGroups(Condition? condition) => condition is null ? null : Write(condition, new Scope(null, null));

    /// <summary>All of the conditions as a <c>where</c> clause; empty where there are none.</summary>
    public static string Where(params IEnumerable<string?> conditions)
    {
        var given = conditions.OfType<string>().ToList();
        return given.Count == 0 ? "" : $" where {string.Join(" and ", given)}";
    }

    private string Write(Condition condition, Scope scope) => condition switch
    {
        Every every => Balance(" and ", [.. every.Parts.Select(part => Write(part, scope))]),
        Either either => Balance(" or ", [.. either.Parts.Select(part => Write(part, scope))]),
        NotCertain not => $"({Write(not.Condition, scope)}) is not true",
        IsNull isNull => $"{Term(isNull.Term, scope)} is {(isNull.IsNegated ? "not " : "")}null",
        Comparison comparison => Compare(comparison, Term(comparison.Value.Term, scope)),
        TextMatch match => Match(match, scope),
        IsIn list => In(list, Term(list.Value.Term, scope)),
        Exists exists => Exists(exists, scope.Table!),
        HasElement element => Exists(element, scope.Table!),
        _ => throw new InvalidOperationException($"'{condition}' has no SQL."),
    };

    private string Term(Term term, Scope scope) => term switch
    {
        Element element => $"{scope.Element}.{(element.IsFolded ? "search" : "value")}",
        GroupValue value => TermSql.NameOf(value),
        _ => Terms.Write(term, scope.Table!),
    };

    private string Compare(Comparison comparison, string expression)
    {
        var (value, with) = (comparison.Value, comparison.With);
        var codec = _dialect.Codec(value.Form);
        return comparison.Operator.To switch
        {
            ComparedTo.Exactly when codec.IsRounded => IsBetween(value, expression, with, comparison.IsNegated),
            ComparedTo.Ceiling => Compare(_parameters.Ceiling(with, codec)),
            _ => Compare(_parameters.Value(with, codec)),
        };

        string Compare(string parameter) => comparison.IsNegated
            ? OrUnknown(value, expression, $"{expression} {comparison.Operator.Complement} {parameter}")
            : $"{expression} {comparison.Operator.Symbol} {parameter}";
    }

    // Equality where the database rounds. For a value that it cannot hold, the lower bound is above the upper one, so that no row is equal.
    private string IsBetween(Compared value, string expression, ValueReference with, bool isNegated)
    {
        var codec = _dialect.Codec(value.Form);
        var (from, to) = (_parameters.Ceiling(with, codec), _parameters.Value(with, codec));
        return isNegated
            ? OrUnknown(value, expression, $"({expression} < {from} or {expression} > {to})")
            : $"({expression} >= {from} and {expression} <= {to})";
    }

    private string Match(TextMatch match, Scope scope)
    {
        var codec = _dialect.Codec(match.Value.Form);
        var pattern = _parameters.Pattern(match.Text, codec, match.Operator.Before, match.Operator.After);
        var expression = Term(match.Value.Term, scope);
        var like = _dialect.IsLike(Term(match.Search, scope), pattern);
        return match.IsNegated ? OrUnknown(match.Value, expression, $"not ({like})")
            : match.Value.IsNullable ? $"({like} and {expression} is not null)"
            : like;
    }

    private string In(IsIn list, string expression)
    {
        var isOneOf = IsOneOf(list, expression, _dialect.Codec(list.Value.Form));
        return (list.IsNegated, list.HasNull && list.Value.IsNullable) switch
        {
            (false, false) => isOneOf,
            (false, true) => $"({isOneOf} or {expression} is null)",
            (true, false) => OrUnknown(list.Value, expression, $"not ({isOneOf})"),
            (true, true) => $"(not ({isOneOf}) and {expression} is not null)",
        };
    }

    private string IsOneOf(IsIn list, string expression, ValueCodec codec) => list switch
    {
        InList { Values: var values } => _dialect.IsOneOf(expression, _parameters.List(values, codec), list.Value.Form.Kind),
        InValues { Values: [] } => "1 = 0",
        InValues { Values: var values } when codec.IsRounded =>
            $"({string.Join(" or ", values.Select(value => IsBetween(list.Value, expression, value, isNegated: false)))})",
        InValues { Values: var values } =>
            $"{expression} in ({string.Join(", ", values.Select(value => _parameters.Value(value, codec)))})",
        _ => throw new InvalidOperationException($"'{list}' has no SQL."),
    };

    // A negation is the exact complement of its operation, so it includes null.
    private static string OrUnknown(Compared value, string expression, string condition) =>
        value.IsNullable ? $"({condition} or {expression} is null)" : condition;

    private string Exists(Exists exists, SqlTable owner)
    {
        var table = SqlTable.Root(exists.List.Target, _aliases);
        var key = table.ForeignKey([.. exists.List.PathToOwner]);
        if (!_dialect.JoinsExists && IsShared(exists.OwnerKey, owner) && exists.List.PathToOwner[^1].Target.IsReferenceData)
        {
            // The list of a province is long, and many rows refer to it: the provinces that have a match are found once.
            var matching = Where(Write(exists.Where, table));
            var isFound = $"{owner.Column(exists.OwnerKey)} in (select {key} from {table.From()}{matching})";
            return exists.IsNegated ? $"({isFound}) is not true" : isFound;
        }

        var belongs = $"{key} = {owner.Column(exists.OwnerKey)}";
        var condition = Write(exists.Where, table);
        return Exists($"{table.From()} where {belongs}{(condition is null ? "" : $" and {condition}")}", exists.IsNegated);
    }

    // The SQL is the same wherever the value stands in a statement.
    private string Aggregate(ListAggregate list, SqlTable owner)
    {
        if (!_lists.TryGetValue((list, owner), out var value))
        {
            _lists.Add((list, owner), value = IsShared(list.OwnerKey, owner) ? AggregateOfAll(list, owner) : AggregateOfRow(list, owner));
        }

        return value;
    }

    // Many rows refer to one owner, whose list may be a quarter of all rows: grants sorted by what their programme gave. So every list is
    // aggregated once, and rows are joined to the result.
    private string AggregateOfAll(ListAggregate list, SqlTable owner)
    {
        var table = SqlTable.Root(list.List.Target, _aliases);
        var selected = Terms.Write(list.Value, table);
        var key = table.ForeignKey([.. list.List.PathToOwner]);
        var matching = Where(Write(list.Where, table));
        var alias = _aliases.Next();
        owner.JoinOptional(
            $"select {key} as k, {selected} as value from {table.From()}{matching} group by {key}",
            alias,
            $"{alias}.k = {owner.Column(list.OwnerKey)}");
        return list.Value is Count or Aggregate { Function.Name: "countDistinct" } ? $"coalesce({alias}.value, 0)" : $"{alias}.value";
    }

    // If the database has lateral joins, it is computed once for each row: a cursor compares it more than once.
    private string AggregateOfRow(ListAggregate list, SqlTable owner)
    {
        var table = SqlTable.Root(list.List.Target, _aliases);
        var selected = Terms.Write(list.Value, table);
        var matching = Where(
            $"{table.ForeignKey([.. list.List.PathToOwner])} = {owner.Column(list.OwnerKey)}", Write(list.Where, table));
        var query = $"select {selected} as value from {table.From()}{matching}";
        if (!_dialect.HasLateral)
        {
            return $"({query})";
        }

        var alias = _aliases.Next();
        owner.JoinLateral(query, alias);
        return $"{alias}.value";
    }

    // Whether the list is of a row that many rows of the table may refer to.
    private static bool IsShared(Column ownerKey, SqlTable table) => ownerKey != Column.Of(Route.Row, table.Entity.Key);

    private string Exists(HasElement element, SqlTable table)
    {
        var alias = _aliases.Next();
        var elements = _dialect.Elements(table.Column(element.List), table.Column(element.Search), alias);
        var condition = element.Where is { } where ? $" where {Write(where, new Scope(table, alias))}" : "";
        return Exists($"{elements}{condition}", element.IsNegated);
    }

    private static string Exists(string rows, bool isNegated) => $"{(isNegated ? "not " : "")}exists (select 1 from {rows})";

    // SQLite limits the depth of an expression. A chain of n terms has depth n, a balanced tree log n.
    private static string Balance(string conjunction, ReadOnlySpan<string> terms) => terms.Length switch
    {
        1 => terms[0],
        <= 50 => $"({string.Join(conjunction, terms!)})",
        var length => $"({Balance(conjunction, terms[..(length / 2)])}{conjunction}{Balance(conjunction, terms[(length / 2)..])})",
    };

    // Where a condition stands: on rows of a table, on the elements of one of its lists, or on groups.
    private sealed record Scope(SqlTable? Table, string? Element);
}
