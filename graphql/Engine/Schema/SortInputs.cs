namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the sort inputs of HotChocolate's contract from the model; a list sorts by what is computed of its rows.</summary>
internal static class SortInputs
{
    public const string Direction = "SortEnumType";
    public const string Descending = "DESC";

    /// <summary>A sort input for each entity, and the directions.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model)
    {
        var direction = new EnumerationGraphType { Name = Direction, Description = "The direction of a sort key." };
        direction.Add("ASC", "ASC", "From the lowest to the highest; what is unknown comes first.");
        direction.Add(Descending, Descending, "From the highest to the lowest; what is unknown comes last.");
        yield return direction;

        foreach (var entity in model.Types)
        {
            var input = TypeNames.Input(
                TypeNames.Sort(entity), $"Sort keys of {entity.SetName}; the order in which they are given counts.");
            foreach (var member in entity.Members)
            {
                if (TypeOf(member) is { } type)
                {
                    input.Add(member.Name, TypeNames.Named(type), member.Description);
                }
            }

            yield return input;
        }
    }

    private static string? TypeOf(Member member) => member switch
    {
        ScalarMember { Scalar.Kind: not ScalarKind.TextList } => Direction,
        ObjectMember part => TypeNames.Sort(part.Target),
        CollectionMember list => ListAggregateInputs.ListSort(list.Target),
        _ => null,
    };
}
