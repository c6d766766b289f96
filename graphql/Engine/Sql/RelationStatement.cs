using IndhCoops.GraphQL.Engine.Plans;

namespace IndhCoops.GraphQL.Engine.Sql;

/// <summary>A statement on a relation while it is written: its parameters, and the parts that every kind of statement has.</summary>
internal sealed class RelationStatement(SqlDialect dialect, Relation relation, int? limit = null)
{
    public SqlParameters Parameters { get; } = new(dialect, limit);

    private AliasSource Aliases => field ??= new AliasSource(Parameters);

    private ConditionSql Conditions => field ??= new ConditionSql(dialect, Parameters, Aliases);

    public SqlStatement End(string text) => Parameters.Statement(text);

    /// <summary>A table to read from: the relation's, or that of another entity.</summary>
    public SqlTable Table(EntityDescription? entity = null) => new(entity ?? relation.Entity, Aliases);

    public string NextAlias() => Aliases.Next();

    /// <summary>What is read of a row.</summary>
    public IReadOnlyList<string> Columns(SqlTable table) => [.. relation.Columns.Select(column => Conditions.Terms.Write(column, table))];

    public IReadOnlyList<SqlSortKey> Order(SqlTable table) =>
        [.. relation.Order.Select(key => SqlSortKey.Of(key, Conditions.Terms.Write(key.Term, table), dialect))];

    /// <summary>A condition on a table; null where nothing is asked.</summary>
    public string? Condition(Condition? condition, SqlTable table) => Conditions.Write(condition, table);

    /// <summary>The owners of nested lists, as rows.</summary>
    public string Owners() => dialect.Parents(Parameters.ParentKeys(relation.Owner!.KeyKind));

    /// <summary>That a row belongs to its owner.</summary>
    public string Belongs(SqlTable table) => $"{table.ForeignKey(relation.Owner!.Path)} = {dialect.ParentKey(relation.Owner.KeyKind)}";
}
