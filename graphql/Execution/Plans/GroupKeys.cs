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
    private readonly List<GroupKey> _keys = [];
    private readonly List<ValueReference> _widths = [];
    private readonly SqlTable _sample = SqlTable.Root(entity, new AliasSource());

    public IReadOnlyList<GroupKey> All => _keys;

    /// <summary>Refuses the widths of buckets that are none.</summary>
    /// <exception cref="GraphFieldException">A width is not greater than zero.</exception>
    public void CheckWidths(IReadOnlyList<object> slots)
    {
        foreach (var width in _widths.Select(width => width.Resolve(slots)))
        {
            if (Convert.ToDecimal(width, null) <= 0)
            {
                throw new GraphFieldException(new GraphError(FormattableString.Invariant($"The width of a bucket must be greater than zero; it is {width}.")));
            }
        }
    }

    /// <summary>Plans the object of a key.</summary>
    public ObjectPlan Object(IReadOnlyList<GraphQLSelectionSet> selection) => Object(selection, entity, table => table, "");

    private ObjectPlan Object(IReadOnlyList<GraphQLSelectionSet> selection, EntityDescription type, Func<SqlTable, SqlTable> at, string path) =>
        new([.. collector.Collect(selection).Select(field => Field(field, type, at, path))]);

    private FieldPlan Field(SelectedField field, EntityDescription type, Func<SqlTable, SqlTable> at, string path) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => Value(field, type, scalar, at, path + scalar.Name),
            ObjectMember part => new ReferenceField(field.ResponseName, Object(field.SelectionSets, part.Target, table => at(table).To(part), $"{path}{part.Name}."), null),
            _ => new ConstantField(field.ResponseName, OperationPlanner.JsonString(GroupTypes.Key(type))),
        };

    private ColumnField Value(SelectedField field, EntityDescription type, ScalarMember member, Func<SqlTable, SqlTable> at, string path)
    {
        var kind = member.Scalar.Kind;
        var definition = ((IObjectGraphType)schema.AllTypes[GroupTypes.Key(type)]!).Fields.Find(member.Name)!;
        var period = field.Argument(definition, GroupTypes.By, variables) is ValueInput by ? (string)by.Value.Resolve([]) : null;
        Func<SqlTable, SqlParameters, string> expression = (table, _) => at(table).Column(member);
        if (period is not null)
        {
            expression = (table, _) => dialect.PeriodStart(at(table).Column(member), kind, period);
        }

        if (field.Argument(definition, GroupTypes.Bucket, variables) is ValueInput { Value: var width })
        {
            _widths.Add(width);
            var codec = dialect.Codec(kind);
            expression = (table, parameters) => dialect.BucketStart(at(table).Column(member), parameters.Value(width, codec), member.Scalar.Kind);
            kind = kind == ScalarKind.Int ? ScalarKind.Long : kind;
        }

        var column = columns.Key(expression, kind, at(_sample).CanBeNull(member));
        var search = member.SearchColumn is { } folded && member != type.Key ? () => columns.Search(table => at(table).Column(folded)) : (Func<GroupColumn>?)null;
        _keys.Add(new GroupKey(path, period, column, search));
        return new ColumnField(field.ResponseName, columns.Ordinal(column), column.Codec, isNullable: true);
    }
}
