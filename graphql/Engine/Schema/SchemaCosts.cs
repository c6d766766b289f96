namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Gives each field and each input of the schema its cost, by the work that it causes in the database.</summary>
internal sealed class SchemaCosts(GraphModel model, PagingOptions paging)
{
    // HotChocolate's weights: a field that asks the database, a filter and an order, each condition and each sort key. A condition that
    // looks into texts weighs more, and so does each time that a list is aggregated for a condition or a sort key.
    private const double Usual = 10;
    private const double Expensive = 20;

    // One statement answers the totals of all rows around: a line of its answer for each.
    private const double Totals = 1;

    // A group is a line of one statement's answer, with nothing below it that is read for each: a list of all that a client may ask for, a
    // thousand by default, costs as a hundred rows do.
    private const double Group = 0.1;

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

    public void Weigh(IGraphType? type)
    {
        switch (type)
        {
            case ObjectGraphType output when _groups.Contains(output.Name) || _parts.Contains(output.Name):
                CostDirectives.Weigh(output, _groups.Contains(output.Name) ? Group : 0);
                foreach (var part in output.Fields.Where(IsPart))
                {
                    CostDirectives.Weigh(part, 0);
                }

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
                    if (WeightOf(input.Name, field) is { } weight)
                    {
                        CostDirectives.Weigh(field, weight);
                    }
                }

                break;
        }
    }

    private bool IsPart(FieldType field) =>
        field.ResolvedType is NonNullGraphType { ResolvedType: GraphQLTypeReference target } && _parts.Contains(target.TypeName);

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
                CostDirectives.Weigh(field, Totals);
                return;
            case SearchBinding:
                CostDirectives.Limit(field, new ListSize(paging.MaxPageSize, [SearchTypes.First], paging.DefaultPageSize, []));
                CostDirectives.Weigh(field.Arguments!.Find(SearchTypes.Text)!, Expensive);
                break;
            case RootRowBinding or NodeBinding or MutationBinding or OutcomeRowBinding
                or ConnectionPartBinding { Part: ConnectionPart.TotalCount }:
                break;
            default:
                return;
        }

        CostDirectives.Weigh(field, Usual);
        foreach (var argument in field.Arguments?.Where(argument => argument.Name is "where" or "order") ?? [])
        {
            CostDirectives.Weigh(argument, Usual);
        }
    }

    private void Limit(FieldType field, EntityDescription entity) =>
        CostDirectives.Limit(
            field, new ListSize(paging.For(entity).MaxPageSize, ["first", "last"], paging.DefaultPageSize, ["edges", "nodes"]));

    private static double? WeightOf(string input, FieldType field) =>
        field.ResolvedType is GraphQLTypeReference { TypeName: SortInputs.Direction } ? Usual
        : ListAggregateInputs.IsAggregate(input, field.Name) ? Expensive
        : !FilterInputs.IsOperation(input, field.Name) ? null
        : FilterOperation.Find(field.Name) is { IsTextSearch: true } ? Expensive
        : Usual;
}
