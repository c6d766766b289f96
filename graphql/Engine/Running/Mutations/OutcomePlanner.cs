using IndhCoops.GraphQL.Engine.Json;
using IndhCoops.GraphQL.Engine.Plans;
using IndhCoops.GraphQL.Engine.Requests.Costs;
using IndhCoops.GraphQL.Engine.Requests.Selections;
using IndhCoops.GraphQL.Engine.Sql;

namespace IndhCoops.GraphQL.Engine.Running.Mutations;

/// <summary>Plans what is selected of an outcome: values of its members, and the rows that it names.</summary>
internal sealed class OutcomePlanner(
    GraphSchema schema, SqlDialect dialect, PagingOptions paging, SelectedOperation operation, CostPlan cost)
{
    public IReadOnlyList<OutcomeField> Plan(SelectedField field, OutcomeObject target) =>
        [.. field.Fields.Select(part => Field(part, target))];

    private OutcomeField Field(SelectedField part, OutcomeObject target)
    {
        var name = JsonBuffer.Name(part.ResponseName);
        if (part.Name == "__typename")
        {
            return new OutcomeField(name, part.ResponseName, null, JsonBuffer.Quoted(target.Name), null, null);
        }

        var member = target.Member(part.Name);
        var definition = ((IObjectGraphType)schema.AllTypes[target.Name]!).Fields.Find(part.Name)!;
        return new OutcomeField(
            name,
            part.ResponseName,
            member,
            null,
            member.Object is { } within ? Plan(part, within) : null,
            FieldBinding.Find(definition) is OutcomeRowBinding binding ? Row(part, name, binding.Entity) : null);
    }

    // A read by the key that fills its last slot, as for the payload of a row.
    private CompiledOperation Row(SelectedField part, byte[] name, EntityDescription entity)
    {
        var key = new ValueInput(ValueReference.Slot(operation.Variables.Slots.Count));
        var row = new CollectionPlanner(schema, paging).Row(part, entity, entity.Key, key);
        return CompiledOperation.Of(new OperationPlan(operation.Operation, [new RootField(name, 0, null)], [row], cost), dialect);
    }
}

/// <summary>A field of an object.</summary>
/// <param name="Name">Its name with quotes and colon.</param>
/// <param name="Member">The member behind it; null for a constant.</param>
/// <param name="Constant">Its JSON; null for a member.</param>
/// <param name="Within">What is selected of the object that it is; null for anything else.</param>
/// <param name="Row">What reads the row that it is; null for anything else.</param>
internal sealed record OutcomeField(
    byte[] Name, string ResponseName, OutcomeMember? Member, byte[]? Constant, IReadOnlyList<OutcomeField>? Within, CompiledOperation? Row)
{
    /// <summary>What is read from the database for it.</summary>
    public IEnumerable<OperationPlan> Plans => Row is not null ? [Row.Plan] : Within?.SelectMany(part => part.Plans) ?? [];
}
