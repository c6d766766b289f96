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
        foreach (var field in _node is null ? [] : NodeTypes.Fields(model))
        {
            query.AddField(field);
        }

        foreach (var entity in model.Entities)
        {
            query.AddField(Collection(GraphNames.Field(entity.SetName), entity, entity.Description, new RootCollectionBinding(entity)));
        }

        foreach (var entity in model.Entities)
        {
            query.AddField(new RootRowBinding(entity).Field(
                GraphNames.Field(entity.Name),
                TypeNames.Named(entity.Name),
                $"The {entity.Name} with this {entity.Key.Name}, or null where there is none.",
                TypeNames.Argument(entity.Key.Name, TypeNames.Required(entity.Key.Scalar.Name), entity.Key.Description)));
        }

        if (model.Search is { } search)
        {
            query.AddField(SearchTypes.Field(search));
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
            ScalarMember { Scalar: var scalar, IsNullable: var isNullable } => binding.Field(
                member.Name,
                scalar.Kind == ScalarKind.TextList ? TypeNames.RequiredListOfRequired(scalar.Name)
                    : isNullable ? TypeNames.Named(scalar.Name)
                    : TypeNames.Required(scalar.Name),
                member.Description),
            ReferenceMember { IsNullable: true, Target: var target } => binding.Field(
                member.Name, TypeNames.Named(target.Name), member.Description),
            ObjectMember part => binding.Field(member.Name, TypeNames.Required(part.Target.Name), member.Description),
            CollectionMember { IsWhole: true, Target: var target } => binding.Field(
                member.Name, TypeNames.RequiredListOfRequired(target.Name), member.Description, Selection(target)),
            CollectionMember list => Collection(member.Name, list.Target, member.Description, binding),
            _ => throw new InvalidOperationException($"The member '{member.Name}' has no field."),
        };
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
            TypeNames.Named(connection),
            description,
            [
                TypeNames.Argument("first", TypeNames.Named("Int"), "Returns the first _n_ elements from the list."),
                TypeNames.Argument(
                    "after", TypeNames.Named("String"), "Returns the elements in the list that come after the specified cursor."),
                TypeNames.Argument("last", TypeNames.Named("Int"), "Returns the last _n_ elements from the list."),
                TypeNames.Argument(
                    "before", TypeNames.Named("String"), "Returns the elements in the list that come before the specified cursor."),
                .. Selection(entity),
            ]);
    }

    private static QueryArgument[] Selection(EntityDescription entity) =>
    [
        TypeNames.Argument("where", TypeNames.Named(TypeNames.Filter(entity)), "Keeps only the rows that match."),
        TypeNames.Argument(
            "order",
            TypeNames.ListOfRequired(TypeNames.Sort(entity)),
            "Sorts by these keys, the first being the strongest; null is lower than every value."),
    ];

    private ObjectGraphType Connection(string name, EntityDescription entity)
    {
        var type = TypeNames.Object(TypeNames.Connection(name), "A connection to a list of items.");
        Add(type, ConnectionPart.PageInfo, "pageInfo", TypeNames.Required("PageInfo"), "Information to aid in pagination.");
        Add(type, ConnectionPart.Edges, "edges", TypeNames.ListOfRequired(TypeNames.Edge(name)), "A list of edges.");
        Add(type, ConnectionPart.Nodes, "nodes", TypeNames.ListOfRequired(entity.Name), "A flattened list of the nodes.");
        if (paging.IncludeTotalCount)
        {
            const string totalCount = "Identifies the total count of items in the connection.";
            Add(type, ConnectionPart.TotalCount, "totalCount", TypeNames.Required("Int"), totalCount);
        }

        var aggregate = TypeNames.Required(AggregateTypes.Name(entity));
        Add(type, ConnectionPart.Aggregate, "aggregate", aggregate, "Totals over all rows that match, whatever the page.");
        Add(
            type,
            ConnectionPart.Groups,
            "groups",
            TypeNames.ListOfRequired(GroupTypes.Name(entity)),
            "All rows that match, grouped by what is selected under `key`, whatever the page.",
            TypeNames.Argument("first", TypeNames.Named("Int"), "Returns the first _n_ groups."),
            TypeNames.Argument("after", TypeNames.Named("String"), "Returns the groups that come after the specified cursor."),
            TypeNames.Argument(
                "where",
                TypeNames.Named(GroupInputs.Filter(entity)),
                "Keeps only the groups that match; shares stay parts of all rows."),
            TypeNames.Argument(
                "order",
                TypeNames.ListOfRequired(GroupInputs.Sort(entity)),
                "Sorts by these keys, the first being the strongest; without them by the group's key."));
        return type;
    }

    private static ObjectGraphType Edge(string name, EntityDescription entity)
    {
        var type = TypeNames.Object(TypeNames.Edge(name), "An edge in a connection.");
        Add(type, ConnectionPart.Cursor, "cursor", TypeNames.Required("String"), "A cursor for use in pagination.");
        Add(type, ConnectionPart.Node, "node", TypeNames.Required(entity.Name), "The item at the end of the edge.");
        return type;
    }

    private static ObjectGraphType PageInfo()
    {
        const string next = "Indicates whether more edges exist following the set defined by the clients arguments.";
        const string previous = "Indicates whether more edges exist prior the set defined by the clients arguments.";
        const string start = "When paginating backwards, the cursor to continue.";
        const string end = "When paginating forwards, the cursor to continue.";
        var type = TypeNames.Object("PageInfo", "Information about pagination in a connection.");
        Add(type, ConnectionPart.HasNextPage, "hasNextPage", TypeNames.Required("Boolean"), next);
        Add(type, ConnectionPart.HasPreviousPage, "hasPreviousPage", TypeNames.Required("Boolean"), previous);
        Add(type, ConnectionPart.StartCursor, "startCursor", TypeNames.Named("String"), start);
        Add(type, ConnectionPart.EndCursor, "endCursor", TypeNames.Named("String"), end);
        return type;
    }

    private static void Add(
        ObjectGraphType type,
        ConnectionPart part,
        string name,
        IGraphType fieldType,
        string description,
        params QueryArgument[] arguments) =>
        type.AddField(new ConnectionPartBinding(part).Field(name, fieldType, description, arguments));
}
