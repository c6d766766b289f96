using System.Globalization;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>A column of a group.</summary>
/// <param name="Position">Where it stands among the group's columns.</param>
/// <param name="Kind">What kind of value it is.</param>
/// <param name="Codec">How its values are carried.</param>
/// <param name="IsNullable">Whether it may be unknown.</param>
internal abstract record GroupColumn(int Position, ScalarKind Kind, ValueCodec Codec, bool IsNullable)
{
    /// <summary>Its SQL on the groups.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"g.c{Position}");
}

/// <summary>A value that the group's rows have in common; its grouping leads from the member's SQL to that of its period or bucket.</summary>
internal sealed record KeyColumn(int Position, ScalarKind Kind, ValueCodec Codec, bool IsNullable, IReadOnlyList<ObjectMember> Route, ScalarMember Member, Func<string, SqlParameters, string> Grouping)
    : GroupColumn(Position, Kind, Codec, IsNullable);

/// <summary>The folded form of a text that the group's rows have in common.</summary>
internal sealed record SearchColumn(int Position, ScalarKind Kind, ValueCodec Codec, IReadOnlyList<ObjectMember> Route, ScalarMember Member)
    : GroupColumn(Position, Kind, Codec, IsNullable: true);

/// <summary>The number of a group's rows.</summary>
internal sealed record CountColumn(int Position, ScalarKind Kind, ValueCodec Codec) : GroupColumn(Position, Kind, Codec, IsNullable: false);

/// <summary>What a function gives of a member.</summary>
internal sealed record ValueColumn(int Position, ScalarKind Kind, ValueCodec Codec, bool IsNullable, AggregateValue Value) : GroupColumn(Position, Kind, Codec, IsNullable);

/// <summary>The sum of a column over all groups, those that conditions leave out too.</summary>
internal sealed record WholeColumn(int Position, GroupColumn Part) : GroupColumn(Position, Part.Kind, Part.Codec, Part.IsNullable);

/// <summary>The columns of a list of groups, each once, whoever asks for them: the selection, the conditions, the order.</summary>
internal sealed class GroupColumns(SqlDialect dialect, bool isNested)
{
    private readonly List<GroupColumn> _columns = [];
    private readonly Dictionary<string, GroupColumn> _byName = [];

    public IReadOnlyList<GroupColumn> All => _columns;

    /// <summary>Where a column stands in a row; groups of a nested list begin with their parent's position.</summary>
    public int Ordinal(GroupColumn column) => column.Position + (isNested ? 1 : 0);

    /// <summary>A column to group by.</summary>
    public GroupColumn Key(IReadOnlyList<ObjectMember> route, ScalarMember member, Func<string, SqlParameters, string> grouping, ScalarKind kind, bool isNullable)
    {
        var column = new KeyColumn(_columns.Count, kind, dialect.Codec(kind), isNullable, route, member, grouping);
        _columns.Add(column);
        return column;
    }

    /// <summary>The folded form of a text that is grouped by.</summary>
    public GroupColumn Search(IReadOnlyList<ObjectMember> route, ScalarMember member) =>
        Once($"search {string.Join('.', route.Select(part => part.Name))}.{member.Name}", position =>
            new SearchColumn(position, ScalarKind.Text, dialect.Codec(ScalarKind.Text), route, member));

    /// <summary>The number of a group's rows.</summary>
    public GroupColumn Count() => Once("count", position => new CountColumn(position, ScalarKind.Long, dialect.Codec(ScalarKind.Long)));

    /// <summary>What a function gives of a member.</summary>
    public GroupColumn Value(AggregateValue value) => Once($"{value.Function.Name} {value.Path}", position => new ValueColumn(
        position,
        value.Function == AggregateFunction.CountDistinct ? ScalarKind.Long : value.Function.ResultOf(value.Member.Scalar.Kind)!.Value,
        dialect.AggregateCodec(value.Function, value.Member.Scalar.Kind),
        value.Function != AggregateFunction.CountDistinct,
        value));

    /// <summary>The sum of a column over all groups.</summary>
    public GroupColumn Whole(GroupColumn part) => Once($"whole {part.Name}", position => new WholeColumn(position, part));

    private GroupColumn Once(string name, Func<int, GroupColumn> create)
    {
        if (!_byName.TryGetValue(name, out var column))
        {
            _byName.Add(name, column = create(_columns.Count));
            _columns.Add(column);
        }

        return column;
    }
}
