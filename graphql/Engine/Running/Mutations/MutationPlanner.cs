using System.Collections.Frozen;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Requests.Inputs;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Schema;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>
/// Plans mutations: what is written, and the payload as a query would be planned. Mutations are rare, so nothing is kept.
/// </summary>
internal sealed class MutationPlanner(GraphSchema schema, SqlDialect dialect, PagingOptions paging)
{
    private static readonly byte[] Null = "null"u8.ToArray();
    private static readonly byte[] False = "false"u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly FrozenDictionary<string, IReadOnlyList<(byte[], byte[]?)>> NoErrors =
        FrozenDictionary<string, IReadOnlyList<(byte[], byte[]?)>>.Empty;

    /// <exception cref="GraphFieldException">A value that must be given is null.</exception>
    public MutationPlan Plan(SelectedOperation operation, IReadOnlyDictionary<string, byte[]> introspection, CostPlan cost)
    {
        return new MutationPlan(operation.Operation, [.. operation.Fields.Select(field =>
        {
            var name = JsonTexts.Name(field.ResponseName);
            var constant = introspection.GetValueOrDefault(field.ResponseName)
                ?? (field.Name == "__typename" ? JsonTexts.Quoted(schema.Mutation!.Name) : null);
            return new MutationStep(field.ResponseName, name, constant, constant is null ? Call(field, operation, cost) : null);
        })]);
    }

    private MutationCall Call(SelectedField field, SelectedOperation operation, CostPlan cost)
    {
        var definition = schema.Mutation!.Fields.Find(field.Name)!;
        var (mutation, result) = FieldBinding.Of(definition) is MutationBinding binding
            ? binding
            : throw new InvalidOperationException($"The mutation field '{field.Name}' has nothing behind it.");
        var input = MutationInput.Read(mutation, Input(field, definition), operation.Variables.Slots);
        IReadOnlyList<RefusalField> refused = [.. field.Fields.Select(part => Refused(part, mutation))];
        if (mutation is OutcomeMutation outcome)
        {
            var outcomes = new OutcomePlanner(schema, dialect, paging, operation, cost);
            return new OutcomeCall(
                outcome,
                input,
                result.Key.Scalar,
                [.. field.Fields.Zip(refused, (part, errors) => Outcome(part, outcome, errors, outcomes))],
                refused);
        }

        var payload = Payload(field, mutation, result, operation, cost);
        return new RowCall(
            mutation,
            input,
            result.Key.Scalar,
            CompiledOperation.Of(payload, dialect),
            CompiledOperation.Of(
                payload with
                {
                    Fields =
                        [.. payload.Fields.Select(part => ReferenceEquals(part.Constant, False) ? part with { Constant = True } : part)],
                },
                dialect),
            refused);
    }

    private static PayloadField Outcome(SelectedField part, OutcomeMutation mutation, RefusalField refused, OutcomePlanner outcomes)
    {
        var selection = part.Name == mutation.OutcomeField ? outcomes.Plan(part, mutation.Outcome) : null;
        var errors = part.Name == MutationTypes.Errors ? refused : null;
        return new PayloadField(
            refused.Name, part.ResponseName, selection is null && errors is null ? refused.Constant : null, selection, errors);
    }

    private static ObjectInput Input(SelectedField field, FieldType definition)
    {
        try
        {
            return (ObjectInput)field.Argument(definition, "input")!;
        }
        catch (GraphFieldException refused)
        {
            throw new GraphFieldException(refused.Error with { Locations = [field.Place], Path = [field.ResponseName] });
        }
    }

    private OperationPlan Payload(
        SelectedField selected, Mutation mutation, EntityDescription result, SelectedOperation operation, CostPlan cost)
    {
        var planner = new CollectionPlanner(schema, paging);
        var key = new ValueInput(ValueReference.Slot(operation.Variables.Slots.Count));
        var fields = new List<RootField>();
        var rows = new List<Step>();
        foreach (var field in selected.Fields)
        {
            var name = JsonTexts.Name(field.ResponseName);
            if (field.Name == mutation.ResultField)
            {
                fields.Add(new RootField(name, rows.Count, null));
                rows.Add(planner.Row(field, result, result.Key, key));
            }
            else
            {
                fields.Add(new RootField(name, null, Constant(field, mutation)));
            }
        }

        return new OperationPlan(operation.Operation, fields, [.. rows], cost);
    }

    private static RefusalField Refused(SelectedField field, Mutation mutation)
    {
        var name = JsonTexts.Name(field.ResponseName);
        return field.Name != MutationTypes.Errors
            ? new RefusalField(name, Constant(field, mutation), NoErrors)
            : new RefusalField(
                name,
                null,
                mutation.Refusals.Select(refusal => refusal.ToString()).ToFrozenDictionary(
                    kind => kind, kind => Error(field, mutation, Mutation.ErrorType(kind))));
    }

    private static IReadOnlyList<(byte[], byte[]?)> Error(SelectedField field, Mutation mutation, string type) =>
    [
        .. field.FieldsOf(condition => condition == type || condition == mutation.ErrorUnion || condition == MutationTypes.Error)
            .Select(part => (JsonTexts.Name(part.ResponseName), TypeName(part, type))),
    ];

    // A field of the payload that needs no reading.
    private static byte[] Constant(SelectedField field, Mutation mutation) =>
        field.Name == MutationTypes.AlreadyRecorded ? False : TypeName(field, mutation.PayloadType) ?? Null;

    private static byte[]? TypeName(SelectedField field, string type) => field.Name == "__typename" ? JsonTexts.Quoted(type) : null;
}
