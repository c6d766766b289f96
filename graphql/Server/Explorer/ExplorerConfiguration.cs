using System.Text.Json.Nodes;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Hosting.Documents;
using Microsoft.AspNetCore.WebUtilities;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>What Banana Cake Pop is told about this server when it starts, in place of its own defaults.</summary>
/// <param name="Document">What a new document holds.</param>
internal sealed record ExplorerConfiguration(string Document, JsonObject Variables)
{
    /// <summary>The name under which Banana Cake Pop asks for it, beside its page.</summary>
    public const string FileName = "bcp-config.json";

    // One cooperative, what it got and what came of it.
    private const string FirstQuery =
        """
        # Welcome to IndhCoops: the support that Morocco's INDH gives to cooperatives.
        # Press Run; then change what is asked for, with the schema beside it.
        query FirstLook {
          cooperatives(where: { name: { contains: "Al Oussra" } }) {
            nodes {
              name
              foundedYear
              province {
                name
                region {
                  name
                }
              }
              grants {
                nodes {
                  amount
                  awardedOn
                  phase
                }
              }
              observations {
                nodes {
                  indicator
                  value
                  unit
                }
              }
            }
          }
        }

        """;

    /// <summary>What a newcomer finds typed in: the first query, and below it the saved queries, each to be run on its own.</summary>
    public static ExplorerConfiguration Welcome(SavedQueries queries)
    {
        // In one document each operation needs a name of its own; one without a name must stand alone.
        var names = new HashSet<string?> { "FirstLook", null };
        var documents = queries.All.Where(CanBeRun).Where(query => query.Definitions.All(names.Add)).Select(query => query.Document);
        return new ExplorerConfiguration(string.Join('\n', documents.Prepend(FirstQuery)), []);
    }

    /// <summary>What the page's address names: <c>?saved=by-region&amp;variables={"region":"MA-06"}</c>; null for no query.</summary>
    /// <param name="page">The address of the page; null where the browser does not tell it.</param>
    public static ExplorerConfiguration? Named(Uri? page, SavedQueries queries)
    {
        if (page is not { IsAbsoluteUri: true, Query.Length: > 1 })
        {
            return null;
        }

        var parameters = QueryHelpers.ParseQuery(page.Query);
        return parameters.TryGetValue("saved", out var name) && queries.TryFind(name.ToString(), out var query)
            ? new ExplorerConfiguration(query.Document, VariablesOf(parameters.GetValueOrDefault("variables").ToString()))
            : null;
    }

    /// <summary>The file, for a graph at <paramref name="endpoint"/>.</summary>
    public byte[] For(string endpoint) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["title"] = "IndhCoops",
        ["endpoint"] = endpoint,
        ["useBrowserUrlAsEndpoint"] = false,
        ["graphQLDocument"] = Document,
        ["variables"] = Variables.DeepClone(),
        ["includeCookies"] = false,
        ["disableTelemetry"] = true,
    });

    // As soon as one variable of the document has a text as its default, no operation has a Run button any more (seen in Chromium).
    private static bool CanBeRun(SavedQuery query) => !query.Variables.Any(variable => variable.Default is GraphQLStringValue);

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
