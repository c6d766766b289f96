using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IndhCoops.GraphQL.Graph;

/// <summary>The summaries that the domain's own documentation gives, which clients read as descriptions.</summary>
public sealed partial class Documentation
{
    private readonly Dictionary<string, string> _summaries;

    private Documentation(Dictionary<string, string> summaries) => _summaries = summaries;

    /// <summary>Reads the documentation file that the compiler leaves beside an assembly.</summary>
    /// <exception cref="FileNotFoundException">The file is not there: the build did not produce or copy it.</exception>
    public static Documentation Of(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        var members = XDocument.Load(path).Descendants("member");

        return new Documentation(members
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(
                member => member.Attribute("name")!.Value,
                member => Whitespace().Replace(member.Element("summary")!.Value, " ").Trim(),
                StringComparer.Ordinal));
    }

    /// <summary>The description of a type; null where none was written.</summary>
    public string? Type(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}");

    /// <summary>The description of a property; null where none was written.</summary>
    public string? Property(Type type, string name)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (_summaries.TryGetValue($"P:{declaring.FullName}.{name}", out var summary))
            {
                return summary;
            }
        }

        return null;
    }

    /// <summary>The description of an enumeration's value; null where none was written.</summary>
    public string? EnumValue(Type type, string name) => _summaries.GetValueOrDefault($"F:{type.FullName}.{name}");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
