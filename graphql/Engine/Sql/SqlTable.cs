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
/// <param name="isOptional">Whether it may have no row; then what is joined to it may have none.</param>
/// <param name="from">The table that it is joined to by a reference; null for one that a statement names by itself.</param>
internal sealed class SqlTable(EntityDescription entity, AliasSource aliases, bool isOptional = false, SqlTable? from = null)
{
    private readonly Dictionary<ReferenceMember, SqlTable> _joined = [];
    private readonly List<string> _queries = [];
    private string? _alias;

    public EntityDescription Entity => entity;

    /// <summary>The alias; asking for it makes the table part of the statement.</summary>
    public string Alias
    {
        get
        {
            if (_alias is null)
            {
                _ = from?.Alias;
                _alias = aliases.Next(entity);
            }

            return _alias;
        }
    }

    /// <summary>The table that a reference leads to.</summary>
    public SqlTable To(ReferenceMember reference)
    {
        if (!_joined.TryGetValue(reference, out var table))
        {
            _joined.Add(reference, table = new SqlTable(reference.Target, aliases, isOptional || reference.IsNullable, this));
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
            && aliases.Carried(entity, reference, column.Name) is { } carried)
        {
            return Column(carried);
        }

        var table = column.Route.Members.Aggregate(this, (above, member) => above.To((ReferenceMember)member));
        return column.Expression is { } expression ? aliases.Write(expression, table.Alias) : table.Column(column.Name);
    }

    public string Column(string name) => $"{Alias}.\"{name}\"";

    /// <summary>Follows navigations, the last of which stays a foreign key; the table's own key where there are none.</summary>
    public string ForeignKey(IReadOnlyList<ReferenceMember> path) => path.Count == 0 ? Column(entity.Key.Column)
        : path.SkipLast(1).Aggregate(this, (table, reference) => table.To(reference)).Column(path[^1].ForeignKeyColumn);

    /// <summary>The <c>from</c> item: the table and what has been joined to it.</summary>
    public string From() => $"\"{entity.Table}\" {Alias}{Joins()}";

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

    /// <summary>The join that finds its row by a key, where it stands in another one.</summary>
    public string JoinOn(string foreignKey) =>
        $" {(isOptional ? "left join" : "join")} \"{entity.Table}\" {Alias} on {Column(entity.Key.Column)} = {foreignKey}";
}
