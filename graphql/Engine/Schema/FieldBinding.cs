using GraphQL;
using GraphQL.Types;
using IndhCoops.GraphQL.Engine.Model;

namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>What a field of the schema means; the planner reads it instead of calling a resolver.</summary>
public abstract record FieldBinding
{
    private const string MetadataKey = "binding";

    /// <summary>What a field means; null where it has no meaning of its own.</summary>
    public static FieldBinding? Find(FieldType field) => field.GetMetadata<FieldBinding>(MetadataKey);

    /// <summary>What a field means.</summary>
    /// <exception cref="InvalidOperationException">Nothing does: the schema was built without it.</exception>
    public static FieldBinding Of(FieldType field) => Find(field)
        ?? throw new InvalidOperationException($"Nothing stands behind the field '{field.Name}'.");

    /// <summary>Puts this binding behind a field.</summary>
    internal FieldType On(FieldType field) => field.WithMetadata(MetadataKey, this);
}

/// <summary>All rows of an entity, a page at a time.</summary>
public sealed record RootCollectionBinding(EntityDescription Entity) : FieldBinding;

/// <summary>The row with a given key.</summary>
public sealed record RootRowBinding(EntityDescription Entity) : FieldBinding;

/// <summary>The row, of whichever entity, with a given global id.</summary>
public sealed record NodeBinding(GraphModel Model) : FieldBinding;

/// <summary>The rows, of whichever entities, with given global ids.</summary>
public sealed record NodesBinding(GraphModel Model) : FieldBinding;

/// <summary>What a search finds.</summary>
public sealed record SearchBinding(SearchDescription Search) : FieldBinding;

/// <summary>A mutation, and what it gives.</summary>
internal sealed record MutationBinding(Mutation Mutation, EntityDescription Result) : FieldBinding;

/// <summary>A row that the outcome of a mutation names.</summary>
internal sealed record OutcomeRowBinding(EntityDescription Entity) : FieldBinding;

/// <summary>A member of an entity.</summary>
public sealed record MemberBinding(Member Member) : FieldBinding;

/// <summary>A part of a connection, of its edges or of its page's information.</summary>
public sealed record ConnectionPartBinding(ConnectionPart Part) : FieldBinding;

/// <summary>The parts of a connection.</summary>
public enum ConnectionPart
{
    /// <summary>Information on the page.</summary>
    PageInfo,

    /// <summary>Rows with their cursors.</summary>
    Edges,

    /// <summary>Rows.</summary>
    Nodes,

    /// <summary>How many rows match, whatever the page.</summary>
    TotalCount,

    /// <summary>Totals over all rows that match, whatever the page.</summary>
    Aggregate,

    /// <summary>All rows that match, grouped.</summary>
    Groups,

    /// <summary>An edge's cursor.</summary>
    Cursor,

    /// <summary>An edge's row.</summary>
    Node,

    /// <summary>Whether rows follow the page.</summary>
    HasNextPage,

    /// <summary>Whether rows precede the page.</summary>
    HasPreviousPage,

    /// <summary>The first row's cursor.</summary>
    StartCursor,

    /// <summary>The last row's cursor.</summary>
    EndCursor,
}
