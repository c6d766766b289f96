using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>The summaries of the code's own documentation, which clients read as descriptions.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, string> _summaries;
    private readonly Dictionary<string, string> _parameters;

    private Documentation(Dictionary<string, string> summaries, Dictionary<string, string> parameters) =>
        (_summaries, _parameters) = (summaries, parameters);

    /// <summary>Reads the documentation files that the compiler leaves beside assemblies.</summary>
    /// <exception cref="FileNotFoundException">A file is not there: the build did not produce or copy it.</exception>
    public static Documentation Of(params ReadOnlySpan<Assembly> assemblies)
    {
        var members = new List<XElement>();
        foreach (var assembly in assemblies)
        {
            members.AddRange(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"));
        }

        // What a source generator writes bears one name in each assembly.
        members = [.. members.DistinctBy(member => member.Attribute("name")!.Value)];

        return new Documentation(
            members.Where(member => member.Element("summary") is not null)
                .ToDictionary(
                    member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal),

            // What a record says of its parameters.
            members.Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
                .SelectMany(member =>
                    member.Elements("param").Select(parameter =>
                        (Name: $"P:{member.Attribute("name")!.Value[2..]}.{parameter.Attribute("name")!.Value}", Text: Text(parameter))))
                .ToDictionary(parameter => parameter.Name, parameter => parameter.Text, StringComparer.Ordinal));
    }

    public string? Type(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}");

    public string? Property(Type type, string name)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            var property = $"P:{declaring.FullName}.{name}";
            if (_summaries.TryGetValue(property, out var text) || _parameters.TryGetValue(property, out text))
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
