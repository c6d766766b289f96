namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>Forms in which saved queries are answered.</summary>
internal interface ISavedQueryForms
{
    /// <summary>All of them.</summary>
    IEnumerable<SavedQueryForm> All { get; }
}
