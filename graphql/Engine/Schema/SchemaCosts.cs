namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Gives each field and each input of the schema its cost, by the work that it causes in the database.</summary>
internal sealed class SchemaCosts(GraphModel model, PagingOptions paging, CostOptions options)
{
    private readonly HashSet<string> _groups = [.. model.Entities.Select(GroupTypes.Name)];

    // What is computed in the statement that gives its object costs nothing more.
    private readonly HashSet<string> _parts =
    [
        .. model.Entities.Select(GroupTypes.Share),
        .. model.Types.Select(GroupTypes.Key),
        .. model.Types.Select(GroupTypes.SumShare),
        .. model.Entities.Select(PerCapitaTypes.Name),
        .. model.Types.Select(PerCapitaTypes.Sums),
        .. model.Types.SelectMany(type => AggregateFunction.All.Select(function => function.TypeName(type))),
    ];

    public void Weigh(IGraphType type)
    {
        switch (type)
        {
            case ObjectGraphType output when _groups.Contains(output.Name):
                CostDirectives.Weigh(output, options.GroupCost);
                WeighParts(output);
                break;
            case ObjectGraphType output when _parts.Contains(output.Name):
                CostDirectives.Weigh(output, 0);
                WeighParts(output);
                break;
            case ObjectGraphType output:
                foreach (var field in output.Fields)
                {
                    Weigh(field);
                }

                break;
            case InputObjectGraphType input:
                foreach (var field in input.Fields)
                {
                    Weigh(input, field);
                }

                break;
        }
    }

    private void WeighParts(ObjectGraphType type)
    {
        foreach (var field in type.Fields.Where(field =>
            field.ResolvedType is NonNullGraphType { ResolvedType: GraphQLTypeReference target } && _parts.Contains(target.TypeName)))
        {
            CostDirectives.Weigh(field, 0);
        }
    }

    private void Weigh(FieldType field)
    {
        switch (FieldBinding.Find(field))
        {
            case RootCollectionBinding { Entity: var entity }:
                Limit(field, entity);
                break;
            case MemberBinding { Member: CollectionMember { IsWhole: false } list }:
                Limit(field, list.Target);
                break;
            case MemberBinding { Member: CollectionMember }:
                CostDirectives.Limit(field, new ListSize(paging.DefaultPageSize, [], null, []));
                break;
            case ConnectionPartBinding { Part: ConnectionPart.Groups }:
                CostDirectives.Limit(field, new ListSize(paging.MaxGroups, ["first"], paging.DefaultGroups, []));
                break;
            case ConnectionPartBinding { Part: ConnectionPart.Aggregate }:
                // One statement answers it for all rows around, however many: a line of its answer for each.
                CostDirectives.Weigh(field, options.TotalsCost);
                return;
            case SearchBinding:
                CostDirectives.Limit(field, new ListSize(paging.MaxPageSize, [SearchTypes.First], paging.DefaultPageSize, []));
                CostDirectives.Weigh(field.Arguments!.Find(SearchTypes.Text)!, options.DefaultExpensiveFilterOperationCost);
                break;
            case RootRowBinding or NodeBinding or MutationBinding or OutcomeRowBinding
                or ConnectionPartBinding { Part: ConnectionPart.TotalCount }:
                break;
            default:
                return;
        }

        CostDirectives.Weigh(field, options.DefaultResolverCost);
        foreach (var argument in field.Arguments ?? [])
        {
            if (argument.Name is "where" or "order")
            {
                CostDirectives.Weigh(
                    argument, argument.Name == "where" ? options.DefaultFilterArgumentCost : options.DefaultSortArgumentCost);
            }
        }
    }

    private void Limit(FieldType field, EntityDescription entity) =>
        CostDirectives.Limit(
            field, new ListSize(paging.For(entity).MaxPageSize, ["first", "last"], paging.DefaultPageSize, ["edges", "nodes"]));

    private void Weigh(InputObjectGraphType input, FieldType field)
    {
        if (field.ResolvedType is GraphQLTypeReference { TypeName: SortInputs.Direction })
        {
            CostDirectives.Weigh(field, options.DefaultSortOperationCost);
        }
        else if (ListAggregateInputs.IsAggregate(input.Name, field.Name))
        {
            CostDirectives.Weigh(field, options.DefaultExpensiveFilterOperationCost);
        }
        else if (FilterInputs.IsOperation(input.Name, field.Name))
        {
            CostDirectives.Weigh(field, FilterOperation.Find(field.Name) is { IsTextSearch: true }
                ? options.DefaultExpensiveFilterOperationCost
                : options.DefaultFilterOperationCost);
        }
    }
}
