namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>
/// The global ids that an argument gives. Of which entities they are, the shape of the variables says, so that a plan may depend on it.
/// </summary>
/// <param name="given">The argument: one id or a list of them, none of them null.</param>
internal sealed class NodeIds(Input given)
{
    /// <summary>The ids of one request.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<object> slots) => given switch
    {
        ValueInput id => [(string)id.Value.Resolve(slots)],
        ValueListInput ids => [.. ((object[])ids.Values.Resolve(slots)).Cast<string>()],
        ListInput ids => [.. ids.Items.Cast<ValueInput>().Select(id => (string)id.Value.Resolve(slots))],
        _ => throw new InvalidOperationException("An id is a value."),
    };

    /// <summary>The entities that they are of, each once.</summary>
    public IReadOnlyList<EntityDescription> EntitiesOf(GraphModel model, IReadOnlyList<object> slots) =>
        [.. Of(slots).Select(GlobalId.EntityOf).Distinct().Select(name => model.FindEntity(name)).OfType<EntityDescription>()];
}
