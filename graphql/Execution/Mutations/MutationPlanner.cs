using System.Collections.Frozen;
using GraphQL.Types;
using GraphQLParser.AST;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Persistence.Mapping;
using IndhCoops.GraphQL.Execution.Costs;
using IndhCoops.GraphQL.Execution.Json;
using IndhCoops.GraphQL.Execution.Plans;
using IndhCoops.GraphQL.Execution.Running;
using IndhCoops.GraphQL.Execution.Sql;
using IndhCoops.GraphQL.Graph;
using IndhCoops.GraphQL.Graph.Nodes;
using IndhCoops.GraphQL.Querying;

namespace IndhCoops.GraphQL.Execution.Mutations;

/// <summary>Plans mutations: what is written, and the payload as a query would be planned. Mutations are rare, so nothing is kept.</summary>
internal sealed class MutationPlanner(GraphSchema schema, SqlDialect dialect, PagingOptions paging)
{
    private static readonly byte[] Null = "null"u8.ToArray();
    private static readonly byte[] False = "false"u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly FrozenDictionary<string, MovementKind> Kinds = Enum.GetValues<MovementKind>().ToFrozenDictionary(EnumNames.Of<MovementKind>);
    private static readonly FrozenDictionary<MovementRefusal, IReadOnlyList<(byte[], byte[]?)>> NoErrors = FrozenDictionary<MovementRefusal, IReadOnlyList<(byte[], byte[]?)>>.Empty;

    /// <summary>Plans a mutation.</summary>
    /// <exception cref="GraphFieldException">A value that must be given is null.</exception>
    public MutationPlan Plan(GraphQLDocument document, GraphQLOperationDefinition operation, VariableValues variables, IReadOnlyDictionary<string, byte[]> introspection, CostPlan cost)
    {
        var collector = new SelectionCollector(document, variables);
        return new MutationPlan(GraphOperation.Of(operation), [.. collector.Collect([operation.SelectionSet]).Select(field =>
        {
            var name = JsonTexts.Name(field.ResponseName);
            var constant = introspection.GetValueOrDefault(field.ResponseName) ?? (field.Name == "__typename" ? JsonTexts.Quoted(schema.Mutation!.Name) : null);
            return new MutationField(field.ResponseName, name, constant, constant is null ? Record(field, collector, variables, GraphOperation.Of(operation), cost) : null);
        })]);
    }

    private Recording Record(SelectedField field, SelectionCollector collector, VariableValues variables, GraphOperation operation, CostPlan cost)
    {
        var definition = schema.Mutation!.Fields.Find(field.Name)!;
        var movement = FieldBinding.Of(definition) is RecordMovementBinding binding ? binding.Movement : throw new InvalidOperationException($"The mutation field '{field.Name}' has nothing behind it.");
        var input = Input(field, definition, variables);
        var selected = collector.Collect(field.SelectionSets);
        var payload = Payload(selected, collector, variables, movement, operation, cost);
        return new Recording(
            new NewMovement(GrantId(Value("grantId")), Kinds[(string)Value("kind")], (decimal)Value("amount"), (DateOnly)Value("effectiveOn"), (string?)Find("reference")),
            movement.Key.Scalar,
            CompiledOperation.Of(payload, dialect),
            CompiledOperation.Of(payload with { Fields = [.. payload.Fields.Select(part => ReferenceEquals(part.Constant, False) ? part with { Constant = True } : part)] }, dialect),
            [.. selected.Select(part => Refused(part, collector))]);

        object Value(string name) => Find(name)!;

        object? Find(string name) => input.Fields.FirstOrDefault(given => given.Key == name).Value is ValueInput value ? value.Value.Resolve(variables.Slots) : null;
    }

    private static Guid GrantId(object given) => given is string id ? (Guid)GlobalId.Require(id, nameof(Grant), ScalarKind.Uuid) : (Guid)given;

    private static ObjectInput Input(SelectedField field, FieldType definition, VariableValues variables)
    {
        try
        {
            return (ObjectInput)field.Argument(definition, "input", variables)!;
        }
        catch (GraphFieldException refused)
        {
            throw new GraphFieldException(refused.Error with { Locations = [field.Place], Path = [field.ResponseName] });
        }
    }

    private OperationPlan Payload(
        IReadOnlyList<SelectedField> selected, SelectionCollector collector, VariableValues variables, EntityDescription movement, GraphOperation operation, CostPlan cost)
    {
        var planner = new CollectionPlanner(schema, paging, collector, variables);
        var key = new ValueInput(ValueReference.Slot(variables.Slots.Count));
        var fields = new List<RootField>();
        var rows = new List<Step>();
        foreach (var field in selected)
        {
            var name = JsonTexts.Name(field.ResponseName);
            if (field.Name == MutationTypes.Movement)
            {
                fields.Add(new RootField(name, rows.Count, null));
                rows.Add(planner.Row(field, movement, movement.Key, key));
            }
            else
            {
                fields.Add(new RootField(name, null, Constant(field)));
            }
        }

        return new OperationPlan(operation, fields, [.. rows], cost);
    }

    private static RefusalField Refused(SelectedField field, SelectionCollector collector)
    {
        var name = JsonTexts.Name(field.ResponseName);
        return field.Name != MutationTypes.Errors
            ? new RefusalField(name, Constant(field), NoErrors)
            : new RefusalField(name, null, Enum.GetValues<MovementRefusal>().ToFrozenDictionary(refusal => refusal, refusal => Error(field, MutationTypes.ErrorType(refusal), collector)));
    }

    private static IReadOnlyList<(byte[], byte[]?)> Error(SelectedField field, string type, SelectionCollector collector) =>
    [
        .. collector.Collect(field.SelectionSets, condition => condition == type || condition is MutationTypes.Error or MutationTypes.RecordError)
            .Select(part => (JsonTexts.Name(part.ResponseName), TypeName(part, type))),
    ];

    // A field of the payload that needs no reading.
    private static byte[] Constant(SelectedField field) => field.Name == MutationTypes.AlreadyRecorded ? False : TypeName(field, MutationTypes.RecordPayload) ?? Null;

    private static byte[]? TypeName(SelectedField field, string type) => field.Name == "__typename" ? JsonTexts.Quoted(type) : null;
}
