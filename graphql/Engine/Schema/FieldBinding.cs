using GraphQL;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>What a field of the schema means; the planner reads it instead of calling a resolver.</summary>
internal abstract record FieldBinding
{
    private const string MetadataKey = "binding";

    /// <summary>What a field means; null where it has no meaning of its own.</summary>
    public static FieldBinding? Find(FieldType field) => field.GetMetadata<FieldBinding>(MetadataKey);

    /// <summary>What a field means.</summary>
    /// <exception cref="InvalidOperationException">Nothing does: the schema was built without it.</exception>
    public static FieldBinding Of(FieldType field) => Find(field)
        ?? throw new InvalidOperationException($"Nothing stands behind the field '{field.Name}'.");

    /// <summary>A field that this binding stands behind.</summary>
    /// <param name="type">Its type as a schema writes it.</param>
    internal FieldType Field(string name, string type, string? description, params QueryArgument[] arguments) => new FieldType
    {
        Name = name,
        Description = description,
        ResolvedType = TypeNames.Named(type),
        Arguments = arguments.Length == 0 ? null : new QueryArguments(arguments),
    }.WithMetadata(MetadataKey, this);
}

/// <summary>All rows of an entity, a page at a time.</summary>
internal sealed record RootCollectionBinding(EntityDescription Entity) : FieldBinding;

/// <summary>The row with a given key.</summary>
internal sealed record RootRowBinding(EntityDescription Entity) : FieldBinding;

/// <summary>The row, of whichever entity, with a given global id, or the rows with several.</summary>
internal sealed record NodeBinding(GraphModel Model, bool IsList) : FieldBinding;

internal sealed record SearchBinding(SearchDescription Search) : FieldBinding;
internal sealed record MutationBinding(Mutation Mutation, EntityDescription Result) : FieldBinding;

internal sealed record OutcomeRowBinding(EntityDescription Entity) : FieldBinding;

internal sealed record MemberBinding(Member Member) : FieldBinding;
internal sealed record ConnectionPartBinding(ConnectionPart Part) : FieldBinding;

internal enum ConnectionPart
{
    PageInfo,
    Edges,
    Nodes,

    /// <summary>How many rows match, whatever the page.</summary>
    TotalCount,

    /// <summary>Totals over all rows that match, whatever the page.</summary>
    Aggregate,

    /// <summary>All rows that match, grouped.</summary>
    Groups,

    Cursor,
    Node,
    HasNextPage,
    HasPreviousPage,
    StartCursor,
    EndCursor,
}
