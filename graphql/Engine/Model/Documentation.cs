using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>The summaries of the code's own documentation, which clients read as descriptions.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, string> _summaries = new(StringComparer.Ordinal);

    private Documentation()
    {
    }

    /// <summary>Reads the documentation files that the compiler leaves beside assemblies.</summary>
    /// <exception cref="FileNotFoundException">A file is not there: the build did not produce or copy it.</exception>
    public static Documentation Of(params ReadOnlySpan<Assembly> assemblies)
    {
        var documentation = new Documentation();
        var members = new List<(string Name, XElement Element)>();
        foreach (var assembly in assemblies)
        {
            members.AddRange(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
                .Select(member => (member.Attribute("name")!.Value, member)));
        }

        foreach (var (name, member) in members.Where(member => member.Element.Element("summary") is not null))
        {
            // What a source generator writes bears one name in each assembly.
            documentation._summaries.TryAdd(name, Text(member.Element("summary")!));
        }

        // What a record says of its parameters.
        foreach (var (name, member) in members.Where(member => member.Name.StartsWith("T:", StringComparison.Ordinal)))
        {
            foreach (var parameter in member.Elements("param"))
            {
                documentation._summaries.TryAdd($"P:{name[2..]}.{parameter.Attribute("name")!.Value}", Text(parameter));
            }
        }

        return documentation;
    }

    public string? Type(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}");

    public string? Property(Type type, string name)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (_summaries.TryGetValue($"P:{declaring.FullName}.{name}", out var text))
            {
                return text;
            }
        }

        return null;
    }

    public string? EnumValue(Type type, string name) => _summaries.GetValueOrDefault($"F:{type.FullName}.{name}");

    private static string Text(XElement element) => Whitespace().Replace(element.Value, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
