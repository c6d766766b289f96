using System.Globalization;
using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Sql;

/// <summary>
/// Groups in two steps: rows by the codes of reference data, which stand in their own foreign keys, then those few groups by what
/// the reference data says. No row is joined to its province only to learn the name that a hundred thousand others share.
/// </summary>
internal sealed class LeadingGroups
{
    private readonly SqlDialect _dialect;
    private readonly GroupedRows _rows;
    private readonly GroupColumns _columns;
    private readonly SqlParameters _parameters;
    private readonly AliasSource _aliases = new();
    private readonly SqlTable _table;
    private readonly string? _parent;
    private readonly List<(string Text, bool IsKey)> _partial = [];
    private readonly Dictionary<string, (SqlTable Table, string Join)> _leads = [];

    private LeadingGroups(SqlDialect dialect, GroupedRows rows, GroupColumns columns, SqlParameters parameters)
    {
        (_dialect, _rows, _columns, _parameters) = (dialect, rows, columns, parameters);
        _table = SqlTable.Root(rows.Entity, _aliases);
        _parent = rows.Owner is null ? null : "q.parent";
    }

    /// <summary>Whether two steps give the same and save joins: a number of different values cannot be put together from parts.</summary>
    public static bool Apply(GroupColumns columns) =>
        columns.All.OfType<KeyColumn>().Any(key => LeadOf(key.Route, key.Member) is not null)
        && !columns.All.OfType<ValueColumn>().Any(column => column.Value.Function == AggregateFunction.CountDistinct);

    /// <summary>The query.</summary>
    public static string Write(SqlDialect dialect, GroupedRows rows, GroupColumns columns, SqlParameters parameters) =>
        new LeadingGroups(dialect, rows, columns, parameters).Write();

    private string Write()
    {
        var expressions = _columns.All.Select(column => $"{Expression(column)} as c{column.Position}").ToList();
        var groupBy = _columns.All.OfType<KeyColumn>().Select(key => _columns.Ordinal(key) + 1);
        var partial = _rows.From(
            _dialect,
            _table,
            _aliases,
            _parameters,
            [.. _partial.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"{part.Text} as p{i}"))],
            _partial.Index().Where(part => part.Item.IsKey).Select(part => part.Index + (_parent is null ? 0 : 1)),
            _parent is null ? null : _dialect.ParentOrdinal);
        var joins = string.Concat(_leads.Values.Select(lead => lead.Join + lead.Table.Joins()));
        return _parent is null
            ? $"select {string.Join(", ", expressions)} from ({partial}) q{joins} group by {string.Join(", ", groupBy)}"
            : $"select {_parent} as parent, {string.Join(", ", expressions)} from ({partial}) q{joins} group by 1, {string.Join(", ", groupBy)}";
    }

    private string Expression(GroupColumn column) => column switch
    {
        KeyColumn key => LeadOf(key.Route, key.Member) is { } lead
            ? key.Grouping(Lead(key.Route, lead).Column(key.Member), _parameters)
            : Partial(key.Grouping(_table.At(key.Route).Column(key.Member), _parameters), isKey: true),
        SearchColumn search => LeadOf(search.Route, search.Member) is { } lead
            ? $"min({Lead(search.Route, lead).FoldedColumn(search.Member)})"
            : $"min({Partial($"min({_table.At(search.Route).FoldedColumn(search.Member)})")})",
        CountColumn => Sum(Partial("count(*)"), ScalarKind.Long),
        ValueColumn { Value: var value } => Value(value),
        WholeColumn whole => _dialect.Whole(Expression(whole.Part), GroupedRows.Window(_parent), whole.Kind),
        _ => throw new InvalidOperationException($"{column} has no SQL."),
    };

    private string Value(AggregateValue value)
    {
        var kind = value.Member.Scalar.Kind;
        if (value.Function == AggregateFunction.Average)
        {
            var sum = Partial((value with { Function = AggregateFunction.Sum }).Expression(_dialect, _table));
            var count = Partial($"count({_table.At(value.Route).Column(value.Member)})");
            return _dialect.Mean($"sum({sum})", $"sum({count})", kind);
        }

        var part = Partial(value.Expression(_dialect, _table));
        return value.Function == AggregateFunction.Sum ? Sum(part, value.Function.ResultOf(kind)!.Value) : _dialect.Aggregate(value.Function, part, kind);
    }

    private string Sum(string expression, ScalarKind kind) => _dialect.Aggregate(AggregateFunction.Sum, expression, kind);

    // The first reference data on a route, where more of it is asked than the code that leads there.
    private static int? LeadOf(IReadOnlyList<ObjectMember> route, ScalarMember member)
    {
        for (var i = 0; i < route.Count; i++)
        {
            if (route[i] is ReferenceMember { Target.IsReferenceData: true } reference)
            {
                return i + 1 < route.Count || !reference.Target.IsKey(member) ? i : null;
            }
        }

        return null;
    }

    private SqlTable Lead(IReadOnlyList<ObjectMember> route, int index)
    {
        var path = string.Join('.', route.Take(index + 1).Select(part => part.Name));
        if (!_leads.TryGetValue(path, out var lead))
        {
            var reference = (ReferenceMember)route[index];
            var owner = _table.At(route.Take(index));
            var table = SqlTable.Root(reference.Target, _aliases);
            var code = Partial(owner.Column(reference.ForeignKeyColumn), isKey: true);
            var join = owner.IsNullable || reference.IsNullable ? "left join" : "join";
            lead = (table, $" {join} \"{reference.Target.Table}\" {table.Alias} on {table.Column(reference.Target.Key.Column)} = {code}");
            _leads.Add(path, lead);
        }

        return lead.Table.At(route.Skip(index + 1));
    }

    private string Partial(string text, bool isKey = false)
    {
        var index = _partial.IndexOf((text, isKey));
        if (index < 0)
        {
            index = _partial.Count;
            _partial.Add((text, isKey));
        }

        return string.Create(CultureInfo.InvariantCulture, $"q.p{index}");
    }
}
