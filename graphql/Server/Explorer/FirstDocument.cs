using System.Text.Json.Nodes;
using IndhCoops.GraphQL.Hosting.Documents;
using Microsoft.AspNetCore.WebUtilities;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>What a new document of the explorer holds.</summary>
internal sealed record FirstDocument(string Text, JsonObject Variables)
{
    /// <summary>
    /// The saved query that the page's address names, <c>?saved=by-region&amp;variables={"region":"MA-06"}</c>; null where it names none.
    /// </summary>
    /// <param name="page">The address of the page; null where the browser does not tell it.</param>
    public static FirstDocument? Named(Uri? page, SavedQueries queries)
    {
        if (page is not { IsAbsoluteUri: true, Query.Length: > 1 })
        {
            return null;
        }

        var parameters = QueryHelpers.ParseQuery(page.Query);
        return parameters.TryGetValue("saved", out var name) && queries.TryFind(name.ToString(), out var query)
            ? new FirstDocument(query.Document, VariablesOf(parameters.GetValueOrDefault("variables").ToString()))
            : null;
    }

    private static JsonObject VariablesOf(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return []; // What cannot be read is left for the person to type.
        }
    }
}
