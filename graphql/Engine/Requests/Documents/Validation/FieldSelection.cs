namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>A field as it is selected somewhere.</summary>
/// <param name="Parent">The type that it is selected of; null where the schema does not know it.</param>
/// <param name="Type">Its type; null where the schema does not know it.</param>
/// <param name="Within">The fragments that it is selected through.</param>
internal sealed record FieldSelection(GraphQLField Node, IGraphType? Parent, IGraphType? Type, OpenFragments? Within);

/// <summary>The fragments around a place, from the innermost outwards.</summary>
internal sealed record OpenFragments(OpenFragments? Outer, GraphQLFragmentDefinition Fragment)
{
    /// <summary>Whether a fragment is among them: entering it would never end.</summary>
    public static bool Contain(OpenFragments? fragments, GraphQLFragmentDefinition fragment)
    {
        for (var open = fragments; open is not null; open = open.Outer)
        {
            if (open.Fragment == fragment)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A selection whose fields are merged with those of others.</summary>
/// <param name="Type">The type that it is of; null where the schema does not know it.</param>
/// <param name="Within">The fragments around it.</param>
internal readonly record struct MergedSelection(GraphQLSelectionSet Set, IGraphType? Type, OpenFragments? Within);
