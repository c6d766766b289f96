namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>What clients are told about texts that are no global ids, in HotChocolate's words.</summary>
internal static class NodeIdErrors
{
    /// <summary>The key within an id of a certain entity.</summary>
    /// <exception cref="GraphFieldException">It is no id, or one of another entity.</exception>
    public static object Require(string id, string entity, ScalarKind kind)
    {
        var given = GlobalId.EntityOf(id);
        return given is null ? throw new GraphFieldException(Invalid(id))
            : given != entity ? throw new GraphFieldException(
                $"The node id type name `{Excerpt.Of(given)}` does not match the expected type name `{entity}`.")
            : GlobalId.KeyOf(id, kind) ?? throw new GraphFieldException(Invalid(id));
    }

    public static GraphError Invalid(string id) =>
        new("The node ID string has an invalid format.", null, ("originalValue", id));

    /// <summary>What a client is told about an id of which there is no row: it is none, or its entity does not exist.</summary>
    public static GraphError NotFound(string id) => GlobalId.EntityOf(id) is { } entity ? Unknown(entity) : Invalid(id);

    /// <summary>What a client is told about an id of an entity that there is not.</summary>
    public static GraphError Unknown(string entity) => new($"There is no node resolver registered for type `{Excerpt.Of(entity)}`.");
}
