using GraphQLParser.AST;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Plans;

/// <summary>A value that a function gives of a member.</summary>
/// <param name="Function">The function.</param>
/// <param name="Member">The member.</param>
/// <param name="Route">Leads from the entity to the member's.</param>
internal sealed record AggregateValue(AggregateFunction Function, ScalarMember Member, IReadOnlyList<ObjectMember> Route)
{
    /// <summary>Where the member stands, from the entity.</summary>
    public string Path { get; } = string.Join('.', [.. Route.Select(part => part.Name), Member.Name]);

    /// <summary>The value's SQL on the entity's table.</summary>
    public string Expression(SqlDialect dialect, SqlTable table) => dialect.Aggregate(Function, table.At(Route).Column(Member), Member.Scalar.Kind);
}

/// <summary>Plans what functions give of an entity's members: objects as the selection has them, values by their columns.</summary>
internal sealed class AggregateFields(SqlDialect dialect, SelectionCollector collector, Func<AggregateValue, int> ordinal)
{
    /// <summary>The object of everything selected under a function.</summary>
    public ObjectPlan Results(IReadOnlyList<GraphQLSelectionSet> selection, AggregateFunction function, EntityDescription entity) =>
        Results(selection, function, entity, []);

    private ObjectPlan Results(IReadOnlyList<GraphQLSelectionSet> selection, AggregateFunction function, EntityDescription type, IReadOnlyList<ObjectMember> route) =>
        new([.. collector.Collect(selection).Select(field => Result(field, function, type, route))]);

    private FieldPlan Result(SelectedField field, AggregateFunction function, EntityDescription type, IReadOnlyList<ObjectMember> route) =>
        (field.Name == "__typename" ? null : type.FindMember(field.Name)) switch
        {
            ScalarMember scalar => new ColumnField(field.ResponseName, ordinal(new AggregateValue(function, scalar, route)), dialect.AggregateCodec(function, scalar.Scalar.Kind), true),
            ObjectMember part => new ReferenceField(field.ResponseName, Results(field.SelectionSets, function, part.Target, [.. route, part]), null),
            _ => new ConstantField(field.ResponseName, OperationPlanner.JsonString(function.TypeName(type))),
        };
}
