namespace IndhCoops.GraphQL.Engine.Requests;

/// <summary>The way to a field of the response, or to a value within a variable: names and positions in lists.</summary>
internal sealed record FieldPath(FieldPath? Parent, object Segment)
{
    public FieldPath To(object segment) => new(this, segment);

    public IReadOnlyList<object> ToList() => [.. Parent?.ToList() ?? [], Segment];

    /// <summary>The path as people write it, <c>where.or[2].name</c>.</summary>
    public override string ToString() =>
        Parent is null ? $"{Segment}" : Segment is int index ? $"{Parent}[{index}]" : $"{Parent}.{Segment}";
}
