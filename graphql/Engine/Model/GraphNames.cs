namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>The naming rules of HotChocolate's contract.</summary>
internal static class GraphNames
{
    /// <summary><c>FoundedYear</c> becomes <c>foundedYear</c>.</summary>
    public static string Field(string clrName) => string.Concat(char.ToLowerInvariant(clrName[0]).ToString(), clrName.AsSpan(1));
}
