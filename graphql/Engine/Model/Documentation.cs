using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IndhCoops.GraphQL.Engine.Model;

/// <summary>The summaries of the code's own documentation, which clients read as descriptions.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, string> _summaries;

    /// <summary>Reads the documentation files that the compiler leaves beside assemblies.</summary>
    /// <exception cref="FileNotFoundException">A file is not there: the build did not produce or copy it.</exception>
    public Documentation(params IEnumerable<Assembly> assemblies)
    {
        var members = assemblies
            .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            .Select(member => (Name: NameOf(member), Element: member)).ToList();
        var summaries = members.SelectMany(member => member.Element.Elements("summary").Select(summary => (member.Name, Element: summary)));

        // What a record says of its parameters.
        var parameters = members.Where(member => member.Name.StartsWith("T:", StringComparison.Ordinal)).SelectMany(type =>
            type.Element.Elements("param").Select(parameter => (Name: $"P:{type.Name[2..]}.{NameOf(parameter)}", Element: parameter)));

        // What a source generator writes bears one name in each assembly.
        _summaries = summaries.Concat(parameters).DistinctBy(text => text.Name).ToDictionary(text => text.Name, text => Text(text.Element));
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

    private static string NameOf(XElement element) => element.Attribute("name")!.Value;

    private static string Text(XElement element) => Whitespace().Replace(element.Value, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
