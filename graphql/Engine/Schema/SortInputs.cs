namespace IndhCoops.GraphQL.Engine.Schema;

/// <summary>Builds the sort inputs of HotChocolate's contract from the model; a list sorts by what is computed of its rows.</summary>
internal static class SortInputs
{
    public const string Direction = "SortEnumType";
    public const string Descending = "DESC";

    /// <summary>A sort input for each entity, and the directions.</summary>
    public static IEnumerable<IGraphType> Build(GraphModel model) =>
    [
        TypeNames.Enum(
            Direction,
            "The direction of a sort key.",
            ("ASC", "From the lowest to the highest; what is unknown comes first."),
            (Descending, "From the highest to the lowest; what is unknown comes last.")),
        .. model.Types.Select(entity => TypeNames
            .Input(TypeNames.Sort(entity), $"Sort keys of {entity.SetName}; the order in which they are given counts.")
            .AddMembers(entity.Members, TypeOf)),
    ];

    private static string? TypeOf(Member member) => member switch
    {
        ScalarMember { Scalar.Kind: not ScalarKind.TextList } => Direction,
        ObjectMember part => TypeNames.Sort(part.Target),
        CollectionMember list => ListAggregateInputs.ListSort(list.Target),
        _ => null,
    };
}
