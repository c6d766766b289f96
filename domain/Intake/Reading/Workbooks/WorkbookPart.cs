using System.IO.Compression;
using System.Xml;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>Opens the XML parts of a workbook: without declarations of entities, and without anything from elsewhere.</summary>
internal static class WorkbookPart
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        CloseInput = true,
    };

    /// <summary>Reads a part; null where the workbook has none of that name.</summary>
    public static XmlReader? Open(ZipArchive workbook, string name) =>
        Find(workbook, name) is { } part ? XmlReader.Create(new CheckedPart(part.Open(), part.Crc32), Settings) : null;

    /// <summary>Goes to the next element of a name, in any namespace: strict workbooks have one of their own.</summary>
    public static bool ReadTo(this XmlReader xml, string name)
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an attribute says yes.</summary>
    public static bool IsOn(this XmlReader xml, string attribute) => xml.GetAttribute(attribute) is "1" or "true";

    /// <summary>The targets of a part's relationships, by their id.</summary>
    public static Dictionary<string, (string Type, string Target)> Relationships(ZipArchive workbook, string part)
    {
        var folder = Folder(part);
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var xml = Open(workbook, $"{folder}_rels/{part[folder.Length..]}.rels");
        while (xml is not null && xml.ReadTo("Relationship"))
        {
            if (xml.GetAttribute("Id") is { } id
                && xml.GetAttribute("Target") is { } target
                && xml.GetAttribute("TargetMode") != "External")
            {
                found.TryAdd(id, (xml.GetAttribute("Type") ?? "", Resolve(folder, target)));
            }
        }

        return found;
    }

    private static ZipArchiveEntry? Find(ZipArchive workbook, string name) =>
        workbook.GetEntry(name)
            ?? workbook.Entries.FirstOrDefault(part => part.FullName.Replace('\\', '/').Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Folder(string part) => part[..(part.LastIndexOf('/') + 1)];

    private static string Resolve(string folder, string target)
    {
        if (target is ['/', ..])
        {
            return target[1..];
        }

        while (target.StartsWith("../", StringComparison.Ordinal))
        {
            (target, folder) = (target[3..], Folder(folder.TrimEnd('/')));
        }

        return folder + target;
    }
}
