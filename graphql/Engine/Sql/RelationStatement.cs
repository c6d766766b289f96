using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>A statement on a relation while it is written: its parameters, and the parts that every kind of statement has.</summary>
internal sealed class RelationStatement
{
    private readonly SqlDialect _dialect;
    private readonly AliasSource _aliases;
    private readonly ConditionSql _conditions;

    public RelationStatement(SqlDialect dialect, Relation relation, int? limit = null)
    {
        _dialect = dialect;
        Relation = relation;
        Parameters = new SqlParameters(dialect, limit);
        _aliases = new AliasSource(Parameters);
        _conditions = new ConditionSql(dialect, Parameters, _aliases);
    }

    public Relation Relation { get; }

    public SqlParameters Parameters { get; }

    public SqlStatement End(string text) => Parameters.Statement(text);

    public SqlTable Table() => SqlTable.Root(Relation.Entity, _aliases);

    public SqlTable Table(EntityDescription entity) => SqlTable.Root(entity, _aliases);

    public string NextAlias() => _aliases.Next();

    /// <summary>What is read of a row.</summary>
    public IReadOnlyList<string> Columns(SqlTable table) => [.. Relation.Columns.Select(column => _conditions.Terms.Write(column, table))];

    public IReadOnlyList<SqlSortKey> Order(SqlTable table) =>
        [
            .. Relation.Order.Select(key =>
                new SqlSortKey(_conditions.Terms.Write(key.Term, table), _dialect.Codec(key.Term.Form), key.IsDescending, key.IsNullable)),
        ];

    /// <summary>A condition on a table; null where nothing is asked.</summary>
    public string? Condition(Condition? condition, SqlTable table) => _conditions.Write(condition, table);

    public string Owners(Owner owner) => _dialect.Parents(Parameters.ParentKeys(owner.KeyKind));

    /// <summary>That a row belongs to its owner.</summary>
    public string Belongs(SqlTable table, Owner owner) => $"{table.ForeignKey(owner.Path)} = {_dialect.ParentKey(owner.KeyKind)}";
}
