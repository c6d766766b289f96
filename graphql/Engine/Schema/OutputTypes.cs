namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the object types, connections and the query type.</summary>
internal sealed class OutputTypes(GraphModel model, PagingOptions paging)
{
    private readonly Dictionary<string, IGraphType> _connections = [];
    private readonly InterfaceGraphType? _node = model.MaxNodes is null ? null : NodeTypes.Interface();

    public ObjectGraphType Query()
    {
        var query = TypeNames.Object(
            "Query", "INDH's support to cooperatives: territory, programmes, cooperatives, projects, grants and the ledger.");
        IEnumerable<FieldType> fields =
        [
            .. _node is null ? [] : NodeTypes.Fields(model),
            .. model.Entities.Select(entity =>
                Collection(GraphNames.Field(entity.SetName), entity, entity.Description, new RootCollectionBinding(entity))),
            .. model.Entities.Select(entity => new RootRowBinding(entity).Field(
                GraphNames.Field(entity.Name),
                entity.Name,
                $"The {entity.Name} with this {entity.Key.Name}, or null where there is none.",
                TypeNames.Argument(entity.Key.Name, $"{entity.Key.Scalar.Name}!", entity.Key.Description))),
        ];
        foreach (var field in model.Search is { } search ? fields.Append(SearchTypes.Field(search)) : fields)
        {
            query.AddField(field);
        }

        return query;
    }

    /// <summary>The object types, and the interface of those that are nodes.</summary>
    public IEnumerable<IGraphType> Objects()
    {
        if (_node is not null)
        {
            yield return _node;
        }

        foreach (var entity in model.Search is { } search ? model.Types.Append(search.Result) : model.Types)
        {
            var type = TypeNames.Object(entity.Name, entity.Description);
            foreach (var member in entity.Members)
            {
                type.AddField(Field(member));
            }

            if (entity.NodeId is not null)
            {
                type.AddResolvedInterface(_node!);
            }

            yield return type;
        }
    }

    /// <summary>The connections and edges that the fields built so far lead to, and what they have in common.</summary>
    public IEnumerable<IGraphType> Connections() => [.. _connections.Values, PageInfo()];

    private FieldType Field(Member member)
    {
        var binding = new MemberBinding(member);
        return member switch
        {
            ScalarMember { Scalar: { Kind: ScalarKind.TextList, Name: var name } } => Field($"[{name}!]!"),
            ScalarMember { Scalar.Name: var name, IsNullable: var isNullable } => Field(isNullable ? name : $"{name}!"),
            ReferenceMember { IsNullable: true, Target.Name: var name } => Field(name),
            ObjectMember part => Field($"{part.Target.Name}!"),
            CollectionMember { IsWhole: true, Target: var target } => Field($"[{target.Name}!]!", Selection(target)),
            CollectionMember list => Collection(member.Name, list.Target, member.Description, binding),
            _ => throw new InvalidOperationException($"The member '{member.Name}' has no field."),
        };

        FieldType Field(string type, params QueryArgument[] arguments) => binding.Field(member.Name, type, member.Description, arguments);
    }

    private FieldType Collection(string name, EntityDescription entity, string? description, FieldBinding binding)
    {
        var connection = TypeNames.Connection(name);
        if (!_connections.ContainsKey(connection))
        {
            _connections.Add(connection, Connection(name, entity));
            _connections.Add(TypeNames.Edge(name), Edge(name, entity));
        }

        return binding.Field(
            name,
            connection,
            description,
            [
                TypeNames.Argument("first", "Int", "Returns the first _n_ elements from the list."),
                TypeNames.Argument("after", "String", "Returns the elements in the list that come after the specified cursor."),
                TypeNames.Argument("last", "Int", "Returns the last _n_ elements from the list."),
                TypeNames.Argument("before", "String", "Returns the elements in the list that come before the specified cursor."),
                .. Selection(entity),
            ]);
    }

    private static QueryArgument[] Selection(EntityDescription entity) =>
    [
        TypeNames.Argument("where", TypeNames.Filter(entity), "Keeps only the rows that match."),
        TypeNames.Argument(
            "order",
            $"[{TypeNames.Sort(entity)}!]",
            "Sorts by these keys, the first being the strongest; null is lower than every value."),
    ];

    private ObjectGraphType Connection(string name, EntityDescription entity)
    {
        var type = TypeNames.Object(TypeNames.Connection(name), "A connection to a list of items.");
        Add(type, ConnectionPart.PageInfo, "PageInfo!", "Information to aid in pagination.");
        Add(type, ConnectionPart.Edges, $"[{TypeNames.Edge(name)}!]", "A list of edges.");
        Add(type, ConnectionPart.Nodes, $"[{entity.Name}!]", "A flattened list of the nodes.");
        if (paging.IncludeTotalCount)
        {
            Add(type, ConnectionPart.TotalCount, "Int!", "Identifies the total count of items in the connection.");
        }

        Add(type, ConnectionPart.Aggregate, $"{AggregateTypes.Name(entity)}!", "Totals over all rows that match, whatever the page.");
        Add(
            type,
            ConnectionPart.Groups,
            $"[{GroupTypes.Name(entity)}!]",
            "All rows that match, grouped by what is selected under `key`, whatever the page.",
            TypeNames.Argument("first", "Int", "Returns the first _n_ groups."),
            TypeNames.Argument("after", "String", "Returns the groups that come after the specified cursor."),
            TypeNames.Argument("where", GroupInputs.Filter(entity), "Keeps only the groups that match; shares stay parts of all rows."),
            TypeNames.Argument(
                "order",
                $"[{GroupInputs.Sort(entity)}!]",
                "Sorts by these keys, the first being the strongest; without them by the group's key."));
        return type;
    }

    private static ObjectGraphType Edge(string name, EntityDescription entity)
    {
        var type = TypeNames.Object(TypeNames.Edge(name), "An edge in a connection.");
        Add(type, ConnectionPart.Cursor, "String!", "A cursor for use in pagination.");
        Add(type, ConnectionPart.Node, $"{entity.Name}!", "The item at the end of the edge.");
        return type;
    }

    private static ObjectGraphType PageInfo()
    {
        const string next = "Indicates whether more edges exist following the set defined by the clients arguments.";
        const string previous = "Indicates whether more edges exist prior the set defined by the clients arguments.";
        var type = TypeNames.Object("PageInfo", "Information about pagination in a connection.");
        Add(type, ConnectionPart.HasNextPage, "Boolean!", next);
        Add(type, ConnectionPart.HasPreviousPage, "Boolean!", previous);
        Add(type, ConnectionPart.StartCursor, "String", "When paginating backwards, the cursor to continue.");
        Add(type, ConnectionPart.EndCursor, "String", "When paginating forwards, the cursor to continue.");
        return type;
    }

    // A part of a connection is a field of the same name.
    private static void Add(
        ObjectGraphType type, ConnectionPart part, string fieldType, string description, params QueryArgument[] arguments) =>
        type.AddField(
            new ConnectionPartBinding(part).Field(GraphNames.Field(part.ToString()), fieldType, description, arguments));
}
