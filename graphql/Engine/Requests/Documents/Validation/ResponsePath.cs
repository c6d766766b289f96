namespace IndhCoops.GraphQL.Engine.Requests.Documents.Validation;

/// <summary>The response names of the fields around a place, from the innermost outwards.</summary>
internal sealed record ResponsePath(ResponsePath? Parent, string Name)
{
    public IReadOnlyList<object> ToList()
    {
        var names = new List<object>();
        for (var path = this; path is not null; path = path.Parent)
        {
            names.Add(path.Name);
        }

        names.Reverse();
        return names;
    }
}
