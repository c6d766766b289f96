namespace IndhCoops.GraphQL.Hosting.Documents;

/// <summary>Forms in which saved queries are answered.</summary>
internal interface ISavedQueryForms
{
    IEnumerable<SavedQueryForm> All { get; }
}
