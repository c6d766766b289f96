namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the object types, connections and the query type.</summary>
internal sealed class OutputTypes(GraphModel model, PagingOptions paging)
{
    private readonly Dictionary<string, IGraphType> _connections = [];
    private readonly InterfaceGraphType? _node = model.MaxNodes is null ? null : NodeTypes.Interface();

    public ObjectGraphType Query()
    {
        var query = new ObjectGraphType
        {
            Name = "Query",
            Description = "INDH's support to cooperatives: territory, programmes, cooperatives, projects, grants and the ledger.",
        };

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
            query.AddField(new RootRowBinding(entity).On(new FieldType
            {
                Name = GraphNames.Field(entity.Name),
                Description = $"The {entity.Name} with this {entity.Key.Name}, or null where there is none.",
                ResolvedType = TypeNames.Named(entity.Name),
                Arguments = new QueryArguments(new QueryArgument(TypeNames.Required(entity.Key.Scalar.Name))
                {
                    Name = entity.Key.Name,
                    Description = entity.Key.Description,
                }),
            }));
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
            var type = new ObjectGraphType { Name = entity.Name, Description = entity.Description };
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

    private FieldType Field(Member member) => member switch
    {
        ScalarMember scalar => new MemberBinding(member).On(new FieldType
        {
            Name = scalar.Name,
            Description = scalar.Description,
            ResolvedType = (scalar.Scalar.Kind, scalar.IsNullable) switch
            {
                (ScalarKind.TextList, _) => TypeNames.RequiredListOfRequired(scalar.Scalar.Name),
                (_, true) => TypeNames.Named(scalar.Scalar.Name),
                _ => TypeNames.Required(scalar.Scalar.Name),
            },
        }),
        ObjectMember part => new MemberBinding(member).On(new FieldType
        {
            Name = part.Name,
            Description = part.Description,
            ResolvedType = part is ReferenceMember { IsNullable: true }
                ? TypeNames.Named(part.Target.Name)
                : TypeNames.Required(part.Target.Name),
        }),
        CollectionMember { IsWhole: true } list => new MemberBinding(member).On(new FieldType
        {
            Name = list.Name,
            Description = list.Description,
            ResolvedType = TypeNames.RequiredListOfRequired(list.Target.Name),
            Arguments = new QueryArguments(Selection(list.Target)),
        }),
        CollectionMember collection => Collection(collection.Name, collection.Target, collection.Description, new MemberBinding(member)),
        _ => throw new InvalidOperationException($"The member '{member.Name}' has no field."),
    };

    private FieldType Collection(string name, EntityDescription entity, string? description, FieldBinding binding)
    {
        var connection = TypeNames.Connection(name);
        if (!_connections.ContainsKey(connection))
        {
            _connections.Add(connection, Connection(name, entity));
            _connections.Add(TypeNames.Edge(name), Edge(name, entity));
        }

        return binding.On(new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = TypeNames.Named(connection),
            Arguments = new QueryArguments(
            [
                new QueryArgument(TypeNames.Named("Int")) { Name = "first", Description = "Returns the first _n_ elements from the list." },
                new QueryArgument(TypeNames.Named("String"))
                {
                    Name = "after",
                    Description = "Returns the elements in the list that come after the specified cursor.",
                },
                new QueryArgument(TypeNames.Named("Int")) { Name = "last", Description = "Returns the last _n_ elements from the list." },
                new QueryArgument(TypeNames.Named("String"))
                {
                    Name = "before",
                    Description = "Returns the elements in the list that come before the specified cursor.",
                },
                .. Selection(entity),
            ]),
        });
    }

    private static IEnumerable<QueryArgument> Selection(EntityDescription entity) =>
    [
        new(TypeNames.Named(TypeNames.Filter(entity))) { Name = "where", Description = "Keeps only the rows that match." },
        new(TypeNames.ListOfRequired(TypeNames.Sort(entity)))
        {
            Name = "order",
            Description = "Sorts by these keys, the first being the strongest; null is lower than every value.",
        },
    ];

    private ObjectGraphType Connection(string name, EntityDescription entity)
    {
        var type = new ObjectGraphType { Name = TypeNames.Connection(name), Description = "A connection to a list of items." };
        Add(type, ConnectionPart.PageInfo, "pageInfo", TypeNames.Required("PageInfo"), "Information to aid in pagination.");
        Add(type, ConnectionPart.Edges, "edges", TypeNames.ListOfRequired(TypeNames.Edge(name)), "A list of edges.");
        Add(type, ConnectionPart.Nodes, "nodes", TypeNames.ListOfRequired(entity.Name), "A flattened list of the nodes.");
        if (paging.IncludeTotalCount)
        {
            Add(
                type,
                ConnectionPart.TotalCount,
                "totalCount",
                TypeNames.Required("Int"),
                "Identifies the total count of items in the connection.");
        }

        Add(
            type,
            ConnectionPart.Aggregate,
            "aggregate",
            TypeNames.Required(AggregateTypes.Name(entity)),
            "Totals over all rows that match, whatever the page.");
        Add(type, ConnectionPart.Groups, "groups", TypeNames.ListOfRequired(GroupTypes.Name(entity)), "All rows that match, grouped by what is selected under `key`, whatever the page.").Arguments = new QueryArguments(
            new QueryArgument(TypeNames.Named("Int")) { Name = "first", Description = "Returns the first _n_ groups." },
            new QueryArgument(TypeNames.Named("String"))
            {
                Name = "after",
                Description = "Returns the groups that come after the specified cursor.",
            },
            new QueryArgument(TypeNames.Named(GroupInputs.Filter(entity)))
            {
                Name = "where",
                Description = "Keeps only the groups that match; shares stay parts of all rows.",
            },
            new QueryArgument(TypeNames.ListOfRequired(GroupInputs.Sort(entity))) { Name = "order", Description = "Sorts by these keys, the first being the strongest; without them by the group's key." });
        return type;
    }

    private static ObjectGraphType Edge(string name, EntityDescription entity)
    {
        var type = new ObjectGraphType { Name = TypeNames.Edge(name), Description = "An edge in a connection." };
        Add(type, ConnectionPart.Cursor, "cursor", TypeNames.Required("String"), "A cursor for use in pagination.");
        Add(type, ConnectionPart.Node, "node", TypeNames.Required(entity.Name), "The item at the end of the edge.");
        return type;
    }

    private static ObjectGraphType PageInfo()
    {
        var type = new ObjectGraphType { Name = "PageInfo", Description = "Information about pagination in a connection." };
        Add(
            type,
            ConnectionPart.HasNextPage,
            "hasNextPage",
            TypeNames.Required("Boolean"),
            "Indicates whether more edges exist following the set defined by the clients arguments.");
        Add(
            type,
            ConnectionPart.HasPreviousPage,
            "hasPreviousPage",
            TypeNames.Required("Boolean"),
            "Indicates whether more edges exist prior the set defined by the clients arguments.");
        Add(
            type,
            ConnectionPart.StartCursor,
            "startCursor",
            TypeNames.Named("String"),
            "When paginating backwards, the cursor to continue.");
        Add(type, ConnectionPart.EndCursor, "endCursor", TypeNames.Named("String"), "When paginating forwards, the cursor to continue.");
        return type;
    }

    private static FieldType Add(ObjectGraphType type, ConnectionPart part, string name, IGraphType fieldType, string description) =>
        type.AddField(
            new ConnectionPartBinding(part).On(new FieldType { Name = name, Description = description, ResolvedType = fieldType }));
}
