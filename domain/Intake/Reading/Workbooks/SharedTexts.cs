using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>The texts of a workbook: each stands in one part once, and cells name it by its place.</summary>
internal static class SharedTexts
{
    // The part may have any name, so that its size is looked at here. A text takes some bytes besides its letters.
    private const long MostBytes = 192 << 20;
    private const int BytesOfAText = 32;

    public static List<string> Read(ZipArchive workbook, string? part)
    {
        var texts = new List<string>();
        if (part is null)
        {
            return texts;
        }

        using var xml = WorkbookPart.Open(workbook, part);
        var bytes = 0L;
        while (xml is not null && xml.ReadTo("si"))
        {
            var text = Text(xml);
            bytes += (text.Length * sizeof(char)) + BytesOfAText;
            if (bytes > MostBytes)
            {
                throw new FileRefusedException(RefusalReason.FileBomb);
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>The text within an element that may have parts of several formats; how it is pronounced is no part of it.</summary>
    public static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, more) = (xml.Depth, "", (StringBuilder?)null);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "rPh")
            {
                SkipWithin(xml);
            }
            else if (xml.LocalName == "t" && !xml.IsEmptyElement)
            {
                var run = Content(xml);
                more = text.Length > 0 ? (more ?? new StringBuilder(text)).Append(run) : more;
                text = text.Length > 0 ? text : run;
            }
        }

        return Unescaped(more?.ToString() ?? text);
    }

    /// <summary>The text of an element that has nothing else, leaving the reader at its end.</summary>
    public static string Content(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text) = (xml.Depth, "");
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text = text.Length == 0 ? xml.Value : text.Length > IntakeOptions.MaxCharacters ? text : text + xml.Value;
            }
        }

        return text.Length > IntakeOptions.MaxCharacters ? text[..IntakeOptions.MaxCharacters] : text;
    }

    /// <summary>Leaves the reader at the end of the element it is on.</summary>
    public static void SkipWithin(XmlReader xml)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
        }
    }

    // Excel writes what XML cannot hold as _x000D_.
    public static string Unescaped(string text)
    {
        var mark = text.IndexOf("_x", StringComparison.Ordinal);
        if (mark < 0)
        {
            return text;
        }

        var read = new StringBuilder(text.Length).Append(text, 0, mark);
        for (var i = mark; i < text.Length; i++)
        {
            if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
            {
                read.Append((char)letter);
                i += 6;
            }
            else
            {
                read.Append(text[i]);
            }
        }

        return read.ToString();
    }
}
