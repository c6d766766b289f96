using System.Text.Json.Nodes;
using GraphQLParser.AST;
using IndhCoops.GraphQL.Hosting.Documents;

namespace IndhCoops.GraphQL.Explorer;

/// <summary>What Banana Cake Pop is told about this server when it starts, in place of its own defaults.</summary>
internal static class ExplorerConfiguration
{
    /// <summary>The name under which Banana Cake Pop asks for it, beside its page.</summary>
    public const string FileName = "bcp-config.json";

    /// <summary>The query that a newcomer finds typed in: one cooperative, what it got and what came of it.</summary>
    public const string FirstQuery =
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
    public static FirstDocument Welcome(IEnumerable<SavedQuery> queries)
    {
        // In one document each operation needs a name of its own; one without a name must stand alone.
        var names = new HashSet<string?> { "FirstLook", null };
        return new FirstDocument(
            string.Join(
                '\n',
                queries.Where(CanBeRun).Where(query => query.Definitions.All(names.Add)).Select(query => query.Document)
                    .Prepend(FirstQuery)),
            []);
    }

    // As soon as one variable of the document has a text as its default, no operation has a Run button any more (seen in Chromium).
    private static bool CanBeRun(SavedQuery query) => !query.Variables.Any(variable => variable.Default is GraphQLStringValue);

    /// <summary>The configuration, for a graph at <paramref name="endpoint"/>.</summary>
    public static byte[] For(string endpoint, FirstDocument first) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["title"] = "IndhCoops",
        ["endpoint"] = endpoint,
        ["useBrowserUrlAsEndpoint"] = false,
        ["graphQLDocument"] = first.Text,
        ["variables"] = first.Variables.DeepClone(),
        ["includeCookies"] = false,
        ["disableTelemetry"] = true,
    });
}
