namespace IndhCoops.GraphQL.Engine.Requests.Inputs;

/// <summary>The way from a variable to a value within it: names of fields and positions in lists.</summary>
internal sealed record InputPath(InputPath? Parent, object Segment)
{
    /// <summary>The way to a field of this object.</summary>
    public InputPath To(string field) => new(this, field);

    /// <summary>The way to an element of this list.</summary>
    public InputPath To(int index) => new(this, index);

    public IReadOnlyList<object> ToList()
    {
        var segments = new List<object>();
        for (var path = this; path is not null; path = path.Parent)
        {
            segments.Add(path.Segment);
        }

        segments.Reverse();
        return segments;
    }

    /// <summary>The path as people write it, <c>where.or[2].name</c>.</summary>
    public override string ToString() =>
        Parent is null ? $"{Segment}" : Segment is int index ? $"{Parent}[{index}]" : $"{Parent}.{Segment}";
}
