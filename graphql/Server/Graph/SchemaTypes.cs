using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;

namespace IndhCoops.GraphQL.Graph;

/// <summary>The schema's types one by one, as the schema's text has them.</summary>
internal sealed partial class SchemaTypes(SchemaText schema)
{
    private readonly Lazy<FrozenDictionary<string, string>> _definitions = new(() => Split(schema));

    /// <summary>The text of the types that <paramref name="names"/> lists, in that order.</summary>
    public bool TrySelect(string names, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out RequestRefusal? refusal)
    {
        (text, refusal) = (null, null);
        var definitions = new List<string>();
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct())
        {
            if (!Name.IsMatch(name))
            {
                refusal = RequestRefusal.InvalidTypeName(name);
                return false;
            }

            if (!_definitions.Value.TryGetValue(name, out var definition))
            {
                refusal = RequestRefusal.UnknownType(name);
                return false;
            }

            definitions.Add(definition);
        }

        if (definitions.Count == 0)
        {
            refusal = RequestRefusal.NoTypeNames;
            return false;
        }

        text = string.Join("\n\n", definitions) + "\n";
        return true;
    }

    [GeneratedRegex("^[_A-Za-z][_0-9A-Za-z]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }

    private static FrozenDictionary<string, string> Split(SchemaText schema)
    {
        var text = Encoding.UTF8.GetString(schema.Utf8.Span);
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var start = 0;
        foreach (var definition in Parser.Parse(text).Definitions)
        {
            // From where the one before ended, which takes in the description.
            if (definition is GraphQLTypeDefinition type)
            {
                types.Add(type.Name.StringValue, text[start..type.Location.End].Trim());
            }

            start = definition.Location.End;
        }

        return types.ToFrozenDictionary();
    }
}
