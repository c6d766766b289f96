using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>A field of a key.</summary>
/// <param name="Path">Its path from the entity, <c>cooperative.province.name</c>.</param>
/// <param name="Period">For days and moments: the period; null for the value itself.</param>
/// <param name="Column">The column that rows are grouped by.</param>
/// <param name="Search">For words: asks for their folded form, by which they sort.</param>
internal sealed record GroupKey(string Path, string? Period, GroupColumn Column, Func<GroupColumn>? Search);

/// <summary>Plans keys: every field that is selected becomes a column to group by.</summary>
internal sealed class GroupKeys(ISchema schema, SqlDialect dialect, SelectionCollector collector, VariableValues variables, EntityDescription entity, GroupColumns columns)
{
    // No amount and no number of 32 bits is greater.
    private const decimal MaxWidth = 1_000_000_000_000m;

    private readonly List<GroupKey> _keys = [];
    private readonly List<ValueReference> _widths = [];
    private readonly SqlTable _sample = SqlTable.Root(entity, new AliasSource());

    public IReadOnlyList<GroupKey> All => _keys;

    /// <summary>Refuses the widths of buckets that are none.</summary>
    /// <exception cref="GraphFieldException">A width is not greater than zero.</exception>
    public void CheckWidths(IReadOnlyList<object> slots)
    {
        foreach (var width in _widths.Select(width => Convert.ToDecimal(width.Resolve(slots), null)))
        {
            if (width is <= 0 or > MaxWidth)
            {
                throw new GraphFieldException(new GraphError(FormattableString.Invariant($"The width of a bucket must be greater than zero and at most {MaxWidth}; it is {width}.")));
            }

            if (decimal.Round(width, 2) != width)
            {
                throw new GraphFieldException(new GraphError(FormattableString.Invariant($"The width of a bucket has at most two decimals; it is {width}.")));
            }
        }
    }

    /// <summary>Plans the object of a key.</summary>
    public ObjectPlan Object(IReadOnlyList<GraphQLSelectionSet> selection) => Object(selection, entity, []);

    private ObjectPlan Object(IReadOnlyList<GraphQLSelectionSet> selection, EntityDescription type, IReadOnlyList<ObjectMember> route) =>
        new([.. collector.Collect(selection).Select(field => Field(field, type, route))]);

    private FieldPlan Field(SelectedField field, EntityDescription type, IReadOnlyList<ObjectMember> route) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => Value(field, type, scalar, route),
            ObjectMember part => new ReferenceField(field.ResponseName, Object(field.SelectionSets, part.Target, [.. route, part]), null),
            _ => new ConstantField(field.ResponseName, OperationPlanner.JsonString(GroupTypes.Key(type))),
        };

    private ColumnField Value(SelectedField field, EntityDescription type, ScalarMember member, IReadOnlyList<ObjectMember> route)
    {
        var kind = member.Scalar.Kind;
        var definition = ((IObjectGraphType)schema.AllTypes[GroupTypes.Key(type)]!).Fields.Find(member.Name)!;
        var period = field.Argument(definition, GroupTypes.By, variables) is ValueInput by ? (string)by.Value.Resolve([]) : null;
        Func<string, SqlParameters, string> grouping = (column, _) => column;
        if (period is not null)
        {
            grouping = (column, _) => dialect.PeriodStart(column, member.Scalar.Kind, period);
        }

        if (field.Argument(definition, GroupTypes.Bucket, variables) is ValueInput { Value: var width })
        {
            _widths.Add(width);
            grouping = (column, parameters) => dialect.BucketStart(column, parameters.Value(width, dialect.Codec(member.Scalar.Kind)), member.Scalar.Kind);
            kind = kind == ScalarKind.Int ? ScalarKind.Long : kind;
        }

        var column = columns.Key(route, member, grouping, kind, _sample.At(route).CanBeNull(member));
        var search = member.SearchColumn is not null && member != type.Key ? () => columns.Search(route, member) : (Func<GroupColumn>?)null;
        _keys.Add(new GroupKey(string.Join('.', [.. route.Select(part => part.Name), member.Name]), period, column, search));
        return new ColumnField(field.ResponseName, columns.Ordinal(column), member.Scalar.IsGlobalId ? dialect.Codec(member.Scalar) : column.Codec, isNullable: true);
    }
}
