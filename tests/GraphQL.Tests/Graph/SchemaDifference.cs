using System.Text;
using GraphQLParser;
using GraphQLParser.AST;

namespace IndhCoops.GraphQL.Tests.Graph;

/// <summary>What one schema has and another has not: the lines of each type, after <c>-</c> and <c>+</c>.</summary>
internal static class SchemaDifference
{
    public static string Of(string before, string after)
    {
        var (former, latter) = (TypesOf(before), TypesOf(after));
        var text = new StringBuilder();
        foreach (var type in former.Keys.Union(latter.Keys).Order(StringComparer.Ordinal))
        {
            string[] old = former.GetValueOrDefault(type, []), current = latter.GetValueOrDefault(type, []);
            var lines = old.Except(current).Select(line => $"- {line}").Concat(current.Except(old).Select(line => $"+ {line}")).ToList();
            if (lines.Count > 0)
            {
                text.Append(type).Append('\n').AppendJoin('\n', lines).Append('\n');
            }
        }

        return text.ToString();
    }

    private static Dictionary<string, string[]> TypesOf(string sdl) =>
        Parser.Parse(sdl).Definitions.OfType<GraphQLTypeDefinition>().ToDictionary(
        type => type.Name.StringValue,
        type => sdl[type.Location.Start..type.Location.End].Split('\n'));
}
