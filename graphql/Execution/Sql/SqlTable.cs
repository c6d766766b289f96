using System.Globalization;
using System.Text;
using IndhCoops.GraphQL.Graph;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>Hands out table aliases, each once per statement.</summary>
internal sealed class AliasSource
{
    private int _count;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"t{_count++}");
}

/// <summary>
/// A table in a statement and the tables that to-one navigations join to it. A navigation is joined only when a column
/// beyond its key is needed: the key stands in the foreign key already.
/// </summary>
internal sealed class SqlTable
{
    private readonly AliasSource _aliases;
    private readonly SqlTable? _from;
    private readonly ReferenceMember? _via;
    private readonly Dictionary<ObjectMember, SqlTable> _parts = [];
    private readonly bool _isEmbedded;
    private string? _alias;

    private SqlTable(EntityDescription entity, AliasSource aliases, SqlTable? from, ObjectMember? via)
    {
        Entity = entity;
        _aliases = aliases;
        _from = from;
        _via = via as ReferenceMember;
        _isEmbedded = via is EmbeddedMember;
        IsNullable = from is not null && (from.IsNullable || _via is { IsNullable: true });
    }

    /// <summary>What the table holds.</summary>
    public EntityDescription Entity { get; }

    /// <summary>Whether a row may be missing (a nullable navigation leads here).</summary>
    public bool IsNullable { get; }

    /// <summary>The alias; asking for it makes the table part of the statement.</summary>
    public string Alias
    {
        get
        {
            if (_isEmbedded)
            {
                return _from!.Alias;
            }

            if (_alias is null)
            {
                _ = _from?.Alias;
                _alias = _aliases.Next();
            }

            return _alias;
        }
    }

    /// <summary>A table from which a statement reads.</summary>
    public static SqlTable Root(EntityDescription entity, AliasSource aliases) => new(entity, aliases, null, null);

    /// <summary>The table that a navigation leads to; this one, under another description, for an object within its rows.</summary>
    public SqlTable To(ObjectMember part)
    {
        if (!_parts.TryGetValue(part, out var table))
        {
            _parts.Add(part, table = new SqlTable(part.Target, _aliases, this, part));
        }

        return table;
    }

    /// <summary>The table that a route of navigations leads to.</summary>
    public SqlTable At(IEnumerable<ObjectMember> route) => route.Aggregate(this, (table, part) => table.To(part));

    /// <summary>A member's column.</summary>
    public string Column(ScalarMember member) =>
        _via is not null && Entity.IsKey(member) ? _from!.Column(_via.ForeignKeyColumn) : Column(member.Column);

    /// <summary>A column by name.</summary>
    public string Column(string name) => $"{Alias}.\"{name}\"";

    /// <summary>A member's column; of a text its folded form, which is null where the text is, though the column that holds it never is.</summary>
    public string FoldedColumn(ScalarMember member) => member switch
    {
        { SearchColumn: null } => Column(member),
        { IsNullable: true, SearchColumn: { } search } => $"case when {Column(member)} is not null then {Column(search)} end",
        { SearchColumn: { } search } => Column(search),
    };

    /// <summary>Whether a value of the member may be null in this place.</summary>
    public bool CanBeNull(ScalarMember member) => IsNullable || member.IsNullable;

    /// <summary>Follows navigations, the last of which stays a foreign key; the table's own key where there are none.</summary>
    public string ForeignKey(IReadOnlyList<ReferenceMember> path)
    {
        if (path.Count == 0)
        {
            return Column(Entity.Key);
        }

        var table = this;
        for (var i = 0; i < path.Count - 1; i++)
        {
            table = table.To(path[i]);
        }

        return table.Column(path[^1].ForeignKeyColumn);
    }

    /// <summary>The <c>from</c> item: the table and what has been joined to it.</summary>
    public string From()
    {
        var sql = new StringBuilder().Append('"').Append(Entity.Table).Append("\" ").Append(Alias);
        AppendJoins(sql);
        return sql.ToString();
    }

    /// <summary>The <c>from</c> item that is led by a table joined to it: of each of its rows, those that a query gives.</summary>
    public string FromLedBy(ReferenceMember reference, string rows)
    {
        var lead = To(reference);
        var sql = new StringBuilder()
            .Append('"').Append(lead.Entity.Table).Append("\" ").Append(lead.Alias)
            .Append(" cross join lateral (").Append(rows).Append(") ").Append(Alias);
        AppendJoins(sql, reference);
        return sql.ToString();
    }

    /// <summary>The <c>from</c> item of rows of this table that a query gives.</summary>
    public string FromRows(string rows) => $"({rows}) {Alias}{Joins()}";

    /// <summary>The joins alone.</summary>
    public string Joins()
    {
        var sql = new StringBuilder();
        AppendJoins(sql);
        return sql.ToString();
    }

    private void AppendJoins(StringBuilder sql, ReferenceMember? joinedAlready = null)
    {
        foreach (var (part, table) in _parts)
        {
            if (table._alias is null || part is not ReferenceMember reference)
            {
                continue;
            }

            if (reference != joinedAlready)
            {
                sql.Append(table.IsNullable ? " left join \"" : " join \"").Append(table.Entity.Table).Append("\" ").Append(table.Alias)
                    .Append(" on ").Append(table.Column(table.Entity.Key.Column)).Append(" = ").Append(Column(reference.ForeignKeyColumn));
            }

            table.AppendJoins(sql);
        }
    }
}
