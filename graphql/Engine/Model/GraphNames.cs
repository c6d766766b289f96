namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>The naming rules of HotChocolate's contract.</summary>
internal static class GraphNames
{
    /// <summary><c>FoundedYear</c> becomes <c>foundedYear</c>.</summary>
    public static string Field(string clrName) => $"{char.ToLowerInvariant(clrName[0])}{clrName[1..]}";

    /// <summary><c>foundedYear</c> becomes <c>FoundedYear</c>.</summary>
    public static string Pascal(string name) => $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
