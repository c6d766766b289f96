using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Writes conditions for a statement.</summary>
/// <param name="parameters">Takes the values.</param>
/// <param name="aliases">Names the tables that conditions bring in.</param>
internal sealed class ConditionSql(SqlDialect dialect, SqlParameters parameters, AliasSource aliases)
{
    private readonly Dictionary<(ListAggregate, SqlTable), string> _lists = [];

    /// <summary>Writes terms on the tables of the statement.</summary>
    public TermSql Terms => field ??= new TermSql(dialect, parameters) { List = Aggregate };

    /// <summary>A condition on the rows of a table, or without one on groups, once they are made; null where nothing is asked.</summary>
    public string? Write(Condition? condition, SqlTable? table) => condition is null ? null : Write(condition, new Scope(table, null));

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
        GroupValue value => TermSql.NameOf(value.Position),
        _ => Terms.Write(term, scope.Table!),
    };

    private string Compare(Comparison comparison, string expression)
    {
        var (value, with) = (comparison.Value, comparison.With);
        var codec = dialect.Codec(value.Form);
        return comparison.Operator.To switch
        {
            ComparedTo.Exactly when codec.IsRounded => IsBetween(value, expression, with, comparison.IsNegated),
            ComparedTo.Ceiling => Compare(parameters.Ceiling(with, codec)),
            _ => Compare(parameters.Value(with, codec)),
        };

        string Compare(string parameter) => comparison.IsNegated
            ? OrUnknown(value, expression, $"{expression} {comparison.Operator.Complement} {parameter}")
            : $"{expression} {comparison.Operator.Symbol} {parameter}";
    }

    // Equality where the database rounds. For a value that it cannot hold, the lower bound is above the upper one, so that no row is equal.
    private string IsBetween(Compared value, string expression, ValueReference with, bool isNegated)
    {
        var codec = dialect.Codec(value.Form);
        var (from, to) = (parameters.Ceiling(with, codec), parameters.Value(with, codec));
        return isNegated
            ? OrUnknown(value, expression, $"({expression} < {from} or {expression} > {to})")
            : $"({expression} >= {from} and {expression} <= {to})";
    }

    private string Match(TextMatch match, Scope scope)
    {
        var codec = dialect.Codec(match.Value.Form);
        var pattern = parameters.Pattern(match.Text, codec, match.Operator.Before, match.Operator.After);
        var expression = Term(match.Value.Term, scope);
        var like = dialect.IsLike(Term(match.Search, scope), pattern);
        return match.IsNegated ? OrUnknown(match.Value, expression, $"not ({like})")
            : match.Value.IsNullable ? $"({like} and {expression} is not null)"
            : like;
    }

    private string In(IsIn list, string expression)
    {
        var isOneOf = IsOneOf(list, expression, dialect.Codec(list.Value.Form));
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
        InList { Values: var values } => dialect.IsOneOf(expression, parameters.List(values, codec), list.Value.Form.Kind),
        InValues { Values: [] } => "1 = 0",
        InValues { Values: var values } when codec.IsRounded =>
            $"({string.Join(" or ", values.Select(value => IsBetween(list.Value, expression, value, isNegated: false)))})",
        InValues { Values: var values } =>
            $"{expression} in ({string.Join(", ", values.Select(value => parameters.Value(value, codec)))})",
        _ => throw new InvalidOperationException($"'{list}' has no SQL."),
    };

    // A negation is the exact complement of its operation, so it includes null.
    private static string OrUnknown(Compared value, string expression, string condition) =>
        value.IsNullable ? $"({condition} or {expression} is null)" : condition;

    private string Exists(Exists exists, SqlTable owner)
    {
        var table = new SqlTable(exists.List.Target, aliases);
        var key = table.ForeignKey(exists.List.PathToOwner);
        if (!dialect.JoinsExists && IsShared(exists.OwnerKey, owner) && exists.List.PathToOwner[^1].Target.IsReferenceData)
        {
            // The list of a province is long, and many rows refer to it: the provinces that have a match are found once.
            var matching = Where(Write(exists.Where, table));
            var isFound = $"{owner.Column(exists.OwnerKey)} in (select {key} from {table.From()}{matching})";
            return exists.IsNegated ? $"({isFound}) is not true" : isFound;
        }

        var owned = Where($"{key} = {owner.Column(exists.OwnerKey)}", Write(exists.Where, table));
        return Exists($"{table.From()}{owned}", exists.IsNegated);
    }

    // The SQL is the same wherever the value stands in a statement.
    private string Aggregate(ListAggregate list, SqlTable owner) => _lists.TryGetValue((list, owner), out var value)
        ? value
        : _lists[(list, owner)] = Aggregated(list, owner);

    private string Aggregated(ListAggregate list, SqlTable owner)
    {
        var table = new SqlTable(list.List.Target, aliases);
        var selected = Terms.Write(list.Value, table);
        var key = table.ForeignKey(list.List.PathToOwner);
        var isShared = IsShared(list.OwnerKey, owner);
        var matching = Where(isShared ? null : $"{key} = {owner.Column(list.OwnerKey)}", Write(list.Where, table));
        var rows = $"{selected} as value from {table.From()}{matching}";
        if (!isShared && !dialect.HasLateral)
        {
            return $"(select {rows})";
        }

        var alias = aliases.Next();
        if (!isShared)
        {
            // It is computed once for each row: a cursor compares it more than once.
            owner.JoinLateral($"select {rows}", alias);
            return $"{alias}.value";
        }

        // Many rows refer to one owner, whose list may be a quarter of all rows: grants sorted by what their programme gave. So every list
        // is aggregated once, and rows are joined to the result.
        owner.JoinOptional($"select {key} as k, {rows} group by {key}", alias, $"{alias}.k = {owner.Column(list.OwnerKey)}");
        return list.Value is Count or Aggregate { Function.Name: "countDistinct" } ? $"coalesce({alias}.value, 0)" : $"{alias}.value";
    }

    // Whether the list is of a row that many rows of the table may refer to.
    private static bool IsShared(Column ownerKey, SqlTable table) => ownerKey != Column.Of(Route.Row, table.Entity.Key);

    private string Exists(HasElement element, SqlTable table)
    {
        var alias = aliases.Next();
        var elements = dialect.Elements(table.Column(element.List), table.Column(element.Search), alias);
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
