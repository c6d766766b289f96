using System.Text.RegularExpressions;
using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>Hands out table aliases, each once per statement, and notes which tables the statement reads.</summary>
/// <param name="parameters">Where they are noted.</param>
internal sealed partial class AliasSource(SqlParameters parameters)
{
    private int _count;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"t{_count++}");

    public string Next(EntityDescription entity)
    {
        // What a search found is no table of its own.
        if (entity.Table.Length > 0)
        {
            parameters.Tables.Add(entity.Table);
        }

        return Next();
    }

    /// <summary>
    /// The column in which a row carries one of the row that it refers to; null where it does not. The other table counts as read:
    /// what is written there changes what is carried.
    /// </summary>
    public string? Carried(EntityDescription entity, ReferenceMember reference, string column)
    {
        var carried = parameters.Dialect.Carried(entity, reference, column);
        if (carried is not null)
        {
            parameters.Tables.Add(reference.Target.Table);
        }

        return carried;
    }

    /// <summary>An expression of the model on a row. What it reads besides is noted.</summary>
    public string Write(string expression, string row)
    {
        foreach (Match table in TableName().Matches(expression))
        {
            parameters.Tables.Add(table.Groups[1].Value);
        }

        var sql = expression.Replace(Expressions.Row, row, StringComparison.Ordinal);
        return sql.Contains(Expressions.Today, StringComparison.Ordinal)
            ? sql.Replace(Expressions.Today, parameters.Today(), StringComparison.Ordinal)
            : sql;
    }

    // Not the column of `extract(year from t0.awarded_on)`.
    [GeneratedRegex("""\b(?:from|join)\s+"?((?>\w+))"?(?!\.)""", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();
}

/// <summary>
/// A table in a statement and the tables that to-one navigations join to it. A navigation is joined only when a column
/// beyond its key is needed: the key stands in the foreign key already.
/// </summary>
internal sealed class SqlTable
{
    private readonly AliasSource _aliases;
    private readonly SqlTable? _from;
    private readonly bool _isNullable;
    private readonly Dictionary<ReferenceMember, SqlTable> _joined = [];
    private readonly List<string> _queries = [];
    private string? _alias;

    private SqlTable(EntityDescription entity, AliasSource aliases, SqlTable? from, bool isNullable) =>
        (Entity, _aliases, _from, _isNullable) = (entity, aliases, from, isNullable);

    public EntityDescription Entity { get; }

    /// <summary>The alias; asking for it makes the table part of the statement.</summary>
    public string Alias
    {
        get
        {
            if (_alias is null)
            {
                _ = _from?.Alias;
                _alias = _aliases.Next(Entity);
            }

            return _alias;
        }
    }

    /// <summary>A table from which a statement reads.</summary>
    public static SqlTable Root(EntityDescription entity, AliasSource aliases) => Joined(entity, aliases, isOptional: false);

    /// <summary>A table that a statement joins by itself. Where it may have no row, what is joined to it may have none.</summary>
    public static SqlTable Joined(EntityDescription entity, AliasSource aliases, bool isOptional) => new(entity, aliases, null, isOptional);

    /// <summary>The table that a reference leads to.</summary>
    public SqlTable To(ReferenceMember reference)
    {
        if (!_joined.TryGetValue(reference, out var table))
        {
            _joined.Add(reference, table = new SqlTable(reference.Target, _aliases, this, _isNullable || reference.IsNullable));
        }

        return table;
    }

    /// <summary>Joins the one row that a query gives of each row of this table.</summary>
    public void JoinLateral(string query, string alias) => _queries.Add($" cross join lateral ({query}) {alias}");

    /// <summary>Joins the row of a query, if there is one, that a condition finds.</summary>
    public void JoinOptional(string query, string alias, string condition) => _queries.Add($" left join ({query}) {alias} on {condition}");

    /// <summary>The SQL of a column, or of what is computed from the columns of its row.</summary>
    public string Column(Column column)
    {
        if (column is { Expression: null, Route: { Above.IsRow: true, Member: ReferenceMember reference } }
            && _aliases.Carried(Entity, reference, column.Name) is { } carried)
        {
            return Column(carried);
        }

        var table = column.Route.Members.Aggregate(this, (above, member) => above.To((ReferenceMember)member));
        return column.Expression is { } expression ? _aliases.Write(expression, table.Alias) : table.Column(column.Name);
    }

    public string Column(string name) => $"{Alias}.\"{name}\"";

    /// <summary>Follows navigations, the last of which stays a foreign key; the table's own key where there are none.</summary>
    public string ForeignKey(ValueList<ReferenceMember> path)
    {
        if (path.Count == 0)
        {
            return Column(Entity.Key.Column);
        }

        var table = this;
        for (var i = 0; i < path.Count - 1; i++)
        {
            table = table.To(path[i]);
        }

        return table.Column(path[^1].ForeignKeyColumn);
    }

    /// <summary>The <c>from</c> item: the table and what has been joined to it.</summary>
    public string From() => $"\"{Entity.Table}\" {Alias}{Joins()}";

    /// <summary>The <c>from</c> item that is led by a table joined to it: of each of its rows, those that a query gives.</summary>
    public string FromLedBy(ReferenceMember reference, string rows)
    {
        var lead = To(reference);
        return $"\"{lead.Entity.Table}\" {lead.Alias} cross join lateral ({rows}) {Alias}{Joins(reference)}";
    }

    /// <summary>The <c>from</c> item of rows of this table that a query gives.</summary>
    public string FromRows(string rows) => $"({rows}) {Alias}{Joins()}";

    /// <summary>The joins alone, without that of a reference that is joined already.</summary>
    public string Joins(ReferenceMember? joinedAlready = null)
    {
        var joins = _joined.Where(joined => joined.Value._alias is not null).Select(joined =>
            (joined.Key == joinedAlready ? "" : joined.Value.JoinOn(Column(joined.Key.ForeignKeyColumn))) + joined.Value.Joins());

        // Queries may refer to any of the tables before them.
        return string.Concat(joins.Concat(_queries));
    }

    private string JoinOn(string foreignKey) =>
        $" {(_isNullable ? "left join" : "join")} \"{Entity.Table}\" {Alias} on {Column(Entity.Key.Column)} = {foreignKey}";
}
