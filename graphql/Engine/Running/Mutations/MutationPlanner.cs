using System.Collections.Frozen;
using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>
/// Plans a mutation: what is written, and the payload as a query would be planned. Mutations are rare, so nothing is kept.
/// </summary>
internal sealed class MutationPlanner(
    GraphSchema schema, SqlDialect dialect, PagingOptions paging, SelectedOperation operation, CostPlan cost)
{
    private static readonly byte[] Null = "null"u8.ToArray();
    private static readonly byte[] False = "false"u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();

    /// <exception cref="GraphFieldException">A value that must be given is null.</exception>
    public MutationPlan Plan(IReadOnlyDictionary<string, byte[]> introspection) =>
        new(operation.Operation, [.. operation.Fields.Select(field =>
        {
            var constant = OperationPlanner.Constant(field, introspection, schema.Mutation!);
            return new MutationStep(
                field.ResponseName, JsonBuffer.Name(field.ResponseName), constant, constant is null ? Call(field) : null);
        })]);

    private MutationCall Call(SelectedField field)
    {
        var definition = schema.Mutation!.Fields.Find(field.Name)!;
        var (mutation, result) = FieldBinding.Of(definition) is MutationBinding binding
            ? binding
            : throw new InvalidOperationException($"The mutation field '{field.Name}' has nothing behind it.");
        var input = Record(mutation, Input(field, definition));
        IReadOnlyList<PayloadField> fields = [.. field.Fields.Select(part => Field(part, mutation))];
        if (mutation is OutcomeMutation outcome)
        {
            return new OutcomeCall(outcome, input, result.Key.Scalar, fields);
        }

        var payload = Payload(field, mutation, result);
        var repeated = payload with
        {
            Fields = [.. payload.Fields.Select(part => ReferenceEquals(part.Constant, False) ? part with { Constant = True } : part)],
        };
        return new RowCall(
            mutation, input, result.Key.Scalar, CompiledOperation.Of(payload, dialect), CompiledOperation.Of(repeated, dialect), fields);
    }

    private PayloadField Field(SelectedField part, Mutation mutation) => new(
        JsonBuffer.Name(part.ResponseName),
        part.ResponseName,
        Constant(part, mutation),
        mutation is OutcomeMutation outcome && part.Name == outcome.OutcomeField ? Fields(part, outcome.Outcome) : null,
        part.Name != MutationTypes.Errors ? null : mutation.Refusals.Select(refusal => refusal.ToString()).ToFrozenDictionary(
            kind => kind, kind => Error(part, mutation, Mutation.ErrorType(kind))));

    private IReadOnlyList<OutcomeField> Fields(SelectedField selected, OutcomeObject target) => [.. selected.Fields.Select(field =>
    {
        var name = JsonBuffer.Name(field.ResponseName);
        if (TypeName(field, target.Name) is { } constant)
        {
            return new OutcomeField(name, field.ResponseName, null, constant, null, null);
        }

        var member = target.Member(field.Name);
        var definition = ((IObjectGraphType)schema.AllTypes[target.Name]!).Fields.Find(field.Name)!;
        var row = FieldBinding.Find(definition) is OutcomeRowBinding binding
            ? new OperationPlan(operation.Operation, [new RootField(name, 0, null)], [Row(field, binding.Entity)], cost)
            : null;
        return new OutcomeField(
            name,
            field.ResponseName,
            member,
            null,
            member.Object is { } within ? Fields(field, within) : null,
            row is null ? null : CompiledOperation.Of(row, dialect));
    })];

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

    // The record that a mutation takes.
    private object Record(Mutation mutation, ObjectInput input)
    {
        var given = input.Fields.ToDictionary(field => field.Key, field => field.Value);
        return Activator.CreateInstance(
            mutation.Input, [.. mutation.Fields.Select(field => Value(field, given.GetValueOrDefault(field.Name), mutation.Result))])!;
    }

    private object? Value(MutationField field, Input? given, string result)
    {
        if (given is null)
        {
            return field.Given is null ? null : Activator.CreateInstance(field.Given);
        }

        // `cooperativeId` is the id of a cooperative; any other id belongs to the entity that the mutation returns.
        var entity = field.Name.EndsWith("Id", StringComparison.Ordinal) ? GraphNames.Pascal(field.Name[..^2]) : result;
        var value = given is ValueInput scalar ? scalar.Value.Resolve(operation.Variables.Slots) : null;
        value = value is not string text ? value
            : field.Type.IsEnum ? EnumNames.Parse(field.Type, text)
            : field.Type == typeof(Guid) ? NodeIdErrors.Require(text, entity, ScalarKind.Uuid)
            : text;
        return field.Given is null ? value : field.Given.GetMethod("op_Implicit")!.Invoke(null, [value]);
    }

    private OperationPlan Payload(SelectedField selected, Mutation mutation, EntityDescription result)
    {
        var fields = new List<RootField>();
        var rows = new List<Step>();
        foreach (var field in selected.Fields)
        {
            var name = JsonBuffer.Name(field.ResponseName);
            if (field.Name == mutation.ResultField)
            {
                fields.Add(new RootField(name, rows.Count, null));
                rows.Add(Row(field, result));
            }
            else
            {
                fields.Add(new RootField(name, null, Constant(field, mutation)));
            }
        }

        return new OperationPlan(operation.Operation, fields, [.. rows], cost);
    }

    // A read by the key of what was written, which fills the last slot.
    private RowStep Row(SelectedField field, EntityDescription entity) => new CollectionPlanner(schema, paging).Row(
        field, entity, entity.Key, new ValueInput(ValueReference.Slot(operation.Variables.Slots.Count)));

    private static IReadOnlyList<(byte[], byte[]?)> Error(SelectedField field, Mutation mutation, string type) =>
    [
        .. field.FieldsOf(condition => condition == type || condition == mutation.ErrorUnion || condition == MutationTypes.Error)
            .Select(part => (JsonBuffer.Name(part.ResponseName), TypeName(part, type))),
    ];

    // A field of the payload that needs no reading.
    private static byte[] Constant(SelectedField field, Mutation mutation) =>
        field.Name == MutationTypes.AlreadyRecorded ? False : TypeName(field, mutation.PayloadType) ?? Null;

    private static byte[]? TypeName(SelectedField field, string type) => field.Name == "__typename" ? JsonBuffer.Quoted(type) : null;
}
