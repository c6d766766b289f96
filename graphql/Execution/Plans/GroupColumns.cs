using System.Globalization;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>A column of a group: a key that rows have in common, or a function over them.</summary>
/// <param name="Position">Where it stands among the group's columns.</param>
/// <param name="Expression">Its SQL on the table of the rows.</param>
/// <param name="Kind">What kind of value it is.</param>
/// <param name="Codec">How its values are carried.</param>
/// <param name="IsNullable">Whether it may be unknown.</param>
/// <param name="IsKey">Whether rows are grouped by it.</param>
internal sealed record GroupColumn(int Position, Func<SqlTable, SqlParameters, string> Expression, ScalarKind Kind, ValueCodec Codec, bool IsNullable, bool IsKey)
{
    /// <summary>Its SQL on the groups.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"g.c{Position}");
}

/// <summary>The columns of a list of groups, each once, whoever asks for them: the selection, the conditions, the order.</summary>
internal sealed class GroupColumns(SqlDialect dialect, EntityDescription entity, bool isNested)
{
    private readonly List<GroupColumn> _columns = [];
    private readonly List<string> _texts = [];
    private readonly SqlTable _sample = SqlTable.Root(entity, new AliasSource());

    public IReadOnlyList<GroupColumn> All => _columns;

    /// <summary>Where a column stands in a row; groups of a nested list begin with their parent's position.</summary>
    public int Ordinal(GroupColumn column) => column.Position + (isNested ? 1 : 0);

    /// <summary>A column to group by.</summary>
    public GroupColumn Key(Func<SqlTable, SqlParameters, string> expression, ScalarKind kind, bool isNullable) =>
        Add(expression, kind, dialect.Codec(kind), isNullable, isKey: true);

    /// <summary>The number of a group's rows.</summary>
    public GroupColumn Count() => Function(_ => "count(*)", ScalarKind.Long, dialect.Codec(ScalarKind.Long), isNullable: false);

    /// <summary>What a function gives of a member.</summary>
    public GroupColumn Value(AggregateValue value)
    {
        var kind = value.Function == AggregateFunction.CountDistinct ? ScalarKind.Long : value.Function.ResultOf(value.Member.Scalar.Kind)!.Value;
        return Function(
            table => value.Expression(dialect, table),
            kind,
            dialect.AggregateCodec(value.Function, value.Member.Scalar.Kind),
            value.Function != AggregateFunction.CountDistinct);
    }

    /// <summary>The folded form of a text that rows are grouped by.</summary>
    public GroupColumn Search(Func<SqlTable, string> column) =>
        Function(table => $"min({column(table)})", ScalarKind.Text, dialect.Codec(ScalarKind.Text), isNullable: true);

    /// <summary>The sum of a column over all groups, those that conditions leave out too.</summary>
    public GroupColumn Whole(GroupColumn part)
    {
        var partition = isNested ? $"partition by {dialect.ParentOrdinal}" : "";
        return Add((table, parameters) => dialect.Whole(part.Expression(table, parameters), partition, part.Kind), part.Kind, part.Codec, part.IsNullable, isKey: false);
    }

    private GroupColumn Function(Func<SqlTable, string> expression, ScalarKind kind, ValueCodec codec, bool isNullable) =>
        Add((table, _) => expression(table), kind, codec, isNullable, isKey: false);

    private GroupColumn Add(Func<SqlTable, SqlParameters, string> expression, ScalarKind kind, ValueCodec codec, bool isNullable, bool isKey)
    {
        // The text on a sample table tells columns apart.
        var text = expression(_sample, new SqlParameters(dialect));
        var index = _texts.IndexOf(text);
        if (index < 0 || (isKey && text.Contains(dialect.Placeholder(1), StringComparison.Ordinal)))
        {
            index = _columns.Count;
            _texts.Add(text);
            _columns.Add(new GroupColumn(index, expression, kind, codec, isNullable, isKey));
        }

        return _columns[index];
    }
}
