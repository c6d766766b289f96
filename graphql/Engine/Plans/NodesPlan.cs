namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>How <c>nodes</c> is answered: one step reads the rows of each entity, and the ids say in which order they stand.</summary>
/// <param name="Model">The entities.</param>
/// <param name="Steps">The step of each entity, among those of the operation.</param>
internal sealed record NodesPlan(
    string ResponseName, GraphErrorLocation Place, GraphModel Model, NodeIds Ids, IReadOnlyDictionary<EntityDescription, int> Steps)
{
    /// <summary>Why nothing is looked up; null where all that is given are ids.</summary>
    public GraphError? Refusal(IReadOnlyList<object> slots)
    {
        var ids = Ids.Of(slots);
        return ids.Count <= Model.MaxNodes
            ? ids.Where(id => NodeOf(id) is null).Select(NodeIdErrors.Invalid).FirstOrDefault()
            : new GraphError(
                $"The maximum number of nodes that can be fetched at once is {Model.MaxNodes}. "
                    + $"This selection tried to fetch {ids.Count} nodes that exceeded the maximum allowed amount.",
                "HC0076");
    }

    /// <summary>The keys of an entity's rows; none where nothing is looked up.</summary>
    public IEnumerable<object> KeysOf(EntityDescription entity, IReadOnlyList<object> slots) => Refusal(slots) is not null ? []
        : Ids.Of(slots).Select(id => NodeOf(id)!.Value).Where(node => node.Entity == entity).Select(node => node.Key!);

    /// <summary>
    /// The entity and the key of a global id; the entity is null where its name is unknown. Null for a text that is no id.
    /// </summary>
    public (string Name, EntityDescription? Entity, object? Key)? NodeOf(string id) =>
        GlobalId.EntityOf(id) is not { } name ? null
        : Model.FindEntity(name) is not { } entity ? (name, null, null)
        : GlobalId.KeyOf(id, entity.Key.Scalar.Kind) is { } key ? (name, entity, key)
        : null;
}
