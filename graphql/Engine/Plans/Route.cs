namespace IndhCoops.GraphQL.Engine.Plans;

/// <summary>The way from a relation's row to a row or an object that it refers to.</summary>
internal sealed record Route
{
    /// <summary>The row itself.</summary>
    public static readonly Route Row = new(null, null);

    private Route(Route? above, ObjectMember? member)
    {
        Above = above;
        Member = member;
        IsNullable = above is not null && (above.IsNullable || member is ReferenceMember { IsNullable: true });
    }

    /// <summary>The way without its last member; null for the row itself.</summary>
    public Route? Above { get; }

    /// <summary>The last member; null for the row itself.</summary>
    public ObjectMember? Member { get; }

    public bool IsRow => Above is null;

    public bool IsNullable { get; }

    /// <summary>The members, first things first.</summary>
    public IEnumerable<ObjectMember> Members => IsRow ? [] : Above!.Members.Append(Member!);

    /// <summary>The ways that it consists of, the shortest first; it is the last of them.</summary>
    public IEnumerable<Route> Ways => IsRow ? [] : Above!.Ways.Append(this);

    /// <summary>Goes on by a member.</summary>
    public Route To(ObjectMember member) => new(this, member);

    /// <summary>Where a member stands, from the row: <c>cooperative.province.name</c>.</summary>
    public string PathOf(string name) => IsRow ? name : Above!.PathOf($"{Member!.Name}.{name}");
}
