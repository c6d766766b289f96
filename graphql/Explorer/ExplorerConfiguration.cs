using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>The configuration, for a graph at <paramref name="endpoint"/>.</summary>
    public static byte[] For(string title, string endpoint) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["title"] = title,
        ["endpoint"] = endpoint,
        ["useBrowserUrlAsEndpoint"] = false,
        ["graphQLDocument"] = FirstQuery,
        ["variables"] = new JsonObject(),
        ["includeCookies"] = false,
        ["disableTelemetry"] = true,
    });
}
