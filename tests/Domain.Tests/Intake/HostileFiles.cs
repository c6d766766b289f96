using System.IO.Compression;
using System.Text;
using IndhCoops.Domain.Intake.Refusals;

namespace IndhCoops.Domain.Tests.Intake;

/// <summary>Files that are no table, or would cost more than they may, and why each is refused as a whole.</summary>
internal static class HostileFiles
{
    private static readonly string[] Movements = ["Référence", "Subvention (réf.)", "Nature", "Montant (DH)", "Date d’effet"];

    public static IReadOnlyList<(string What, RefusalReason Reason, Func<Stream> Open)> All { get; } =
    [
        ("nothing", RefusalReason.FileEmpty, () => new MemoryStream()),
        ("a PDF", RefusalReason.FileNoWorkbook, () => Text("%PDF-1.7")),
        (
            "a picture",
            RefusalReason.FileNoWorkbook,
            () => new MemoryStream([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. new byte[200]])),
        ("noise", RefusalReason.FileNoWorkbook, () => new MemoryStream([1, 0, 0, 3, 0, 5, 6, 0, 0, 9])),
        (
            "noise without zeros",
            RefusalReason.FileNoWorkbook,
            () => new MemoryStream([.. Enumerable.Range(1, 60_000).Select(i => (byte)((i * i % 251) + 1))])),
        (
            "a page of the web",
            RefusalReason.FileNoWorkbook,
            () => Text("<html><body><table><tr><td>Bonjour</td></tr></table></body></html>")),
        ("a workbook as one XML", RefusalReason.FileNoWorkbook, () => Text("<?xml version=\"1.0\"?><Workbook "
            + "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>")),
        ("an archive", RefusalReason.FileNoWorkbook, () => Zip(("a.txt", "x"))),
        ("a text of Word", RefusalReason.FileNoWorkbook, () => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>"))),
        ("a binary workbook", RefusalReason.FileNoWorkbook, () => Zip(("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x"))),
        (
            "OpenDocument",
            RefusalReason.FileOpenDocument,
            () => Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>"))),
        (
            "encrypted",
            RefusalReason.FileEncrypted,
            () => new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, .. new byte[70_000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), 0, 0])),
        (
            "Excel 97",
            RefusalReason.FileOldWorkbook,
            () => new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, .. new byte[2_000], .. Encoding.Unicode.GetBytes("Workbook")])),
        ("macros", RefusalReason.FileMacros, () => new OfficeBook().Sheet("Mouvements", Movements).Part("xl/vbaProject.bin", "x").Write()),
        (
            "macros behind a backslash",
            RefusalReason.FileMacros,
            () => new OfficeBook().Sheet("Mouvements", Movements).Part("xl\\vbaProject.bin", "x").Write()),
        (
            "macros of Excel 4",
            RefusalReason.FileMacros,
            () => new OfficeBook().Sheet("Mouvements", Movements).Part("xl/macrosheets/sheet1.xml", "<x/>").Write()),
        (
            "a bomb",
            RefusalReason.FileBomb,
            () => new OfficeBook { Level = CompressionLevel.Optimal }
                .SheetXml("Mouvements", $"<sheetData><row>{new string(' ', 60 << 20)}</row></sheetData>")
                .Write()),
        ("a bomb of many parts", RefusalReason.FileBomb, ManyParts),
        ("a bomb that lies", RefusalReason.FileDamaged, Lying),
        (
            "entities",
            RefusalReason.FileEntities,
            () => Entities(
                "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>")),
        ("entities of texts", RefusalReason.FileEntities, () => Entities("xl/sharedStrings.xml", "<sst><si><t>&a;</t></si></sst>")),
        (
            "entities of the book",
            RefusalReason.FileEntities,
            () => Entities("xl/workbook.xml", "<workbook><sheets>&a;</sheets></workbook>")),
        (
            "entities of relationships",
            RefusalReason.FileEntities,
            () => Entities("xl/_rels/workbook.xml.rels", "<Relationships>&a;</Relationships>")),
        ("a sheet that lies elsewhere", RefusalReason.FileDamaged, () => new OfficeBook().Sheet("Mouvements", Movements)
            .Part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"file:///etc/passwd\" "
                    + "TargetMode=\"External\"/></Relationships>")
            .Write()),
        (
            "a million columns",
            RefusalReason.FileTooManyColumns,
            () => new OfficeBook()
                .SheetXml("Mouvements", "<sheetData><row r=\"1\"><c r=\"BDWGN1\"><v>1</v></c></row></sheetData>")
                .Write()),
        (
            "a million columns of text",
            RefusalReason.FileTooManyColumns,
            () => Text($"Référence;Nom;Province{new string(';', 1_000_000)}\nC-1;Amal;Tiznit\n")),
        (
            "a thousand columns of text",
            RefusalReason.FileTooManyColumns,
            () => Text($"Référence;Nom;Province{string.Concat(Enumerable.Repeat(";x", 1_000))}\nC-1;Amal;Tiznit\n")),
        (
            "a row far down",
            RefusalReason.FileTooManyRows,
            () => new OfficeBook().SheetXml("Mouvements", "<sheetData><row r=\"2000000000\"><c><v>1</v></c></row></sheetData>").Write()),
        (
            "cut off",
            RefusalReason.FileDamaged,
            () => new OfficeBook()
                .Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v>")
                .SheetXml("Mouvements", "")
                .Write()),
        ("an archive that is cut off", RefusalReason.FileDamaged, () => Cut(new OfficeBook().Sheet("Mouvements", Movements).Write())),
        ("a bit that is turned", RefusalReason.FileDamaged, Turned),
        (
            "two sheets of one name",
            RefusalReason.FileDamaged,
            () => new OfficeBook()
                .Sheet("Feuil1", Movements, ["M-1", "G-1", "Paiement", 5, "02/02/2022"])
                .Sheet("Feuil1", ["Référence", "Nom", "Province"], ["C-1", "Amal", "Tiznit"])
                .Write()),
        (
            "blank cells",
            RefusalReason.FileNoRows,
            () => new OfficeBook()
                .SheetXml(
                    "Mouvements",
                    $"<sheetData><row r=\"1\">{Headings()}</row>{Blank(100_000)}</sheetData>")
                .Write()),
        ("50 MB of blanks", RefusalReason.FileFieldTooLong, () => Text(new string(' ', (50 << 20) - 1))),
        ("50 MB of blank lines", RefusalReason.FileTooManyRows, () => Text(new string('\n', (50 << 20) - 1))),
        (
            "50 MB of blank cells",
            RefusalReason.FileNoRows,
            () => Text("Référence;Nom;Province\n" + string.Concat(Enumerable.Repeat(";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n", 1_000_000)))),
        ("51 MB", RefusalReason.FileTooLarge, () => new MemoryStream(new byte[(50 << 20) + 1])),
        (
            "an open quotation mark",
            RefusalReason.FileFieldTooLong,
            () => Text("Référence;Nom;Province\nT-1;\"Amal;Tiznit\n" + string.Concat(Enumerable.Repeat("T-2;Nour;Tiznit\n", 50_000)))),
        (
            "an open quotation mark before the end",
            RefusalReason.FileOpenQuotation,
            () => Text("Référence;Nom;Province;Note\nT-1;Amal;Tiznit;\"a\nT-2;Nour;Tiznit;b\n")),
        (
            "an open quotation mark before another",
            RefusalReason.FileOpenQuotation,
            () => Text("Référence;Nom;Province;Note\nT-1;Amal;Tiznit;\"a\nT-2;Nour;Tiznit;\"b\"\n")),
        (
            "a cell twice",
            RefusalReason.FileDamaged,
            () => new OfficeBook()
                .SheetXml("Mouvements", "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>")
                .Write()),
        ("no sheet that is known", RefusalReason.FileNoSheet, () => new OfficeBook().Sheet("Feuil1", ["a", "b"], [1, 2]).Write()),
        (
            "a hidden sheet alone",
            RefusalReason.FileNoSheet,
            () => new OfficeBook().HiddenSheet("Mouvements", Movements, ["M-1", "G-1", "Paiement", 5, "02/02/2022"]).Write()),
        (
            "too many rows",
            RefusalReason.FileTooManyRows,
            () => Text("Référence;Nom;Province\n" + string.Concat(Enumerable.Range(1, 2_001).Select(i => $"T-{i};a{i};Tiznit\n")))),
    ];

    public static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Blank(int rows) => string.Concat(
        Enumerable.Range(2, rows).Select(line => $"<row r=\"{line}\"><c r=\"A{line}\" s=\"1\"/></row>"));

    private static string Headings() => string.Concat(Movements.Select(heading => $"<c t=\"inlineStr\"><is><t>{heading}</t></is></c>"));

    private static MemoryStream Entities(string part, string xml) => new OfficeBook().Sheet("Mouvements", Movements)
        .Part(part, $"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>{xml}").Write();

    private static MemoryStream Zip(params (string Name, string Content)[] parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file;
    }

    private static MemoryStream ManyParts()
    {
        var book = new OfficeBook().Sheet("Mouvements", Movements);
        for (var i = 0; i < 2_001; i++)
        {
            book.Part($"xl/worksheets/more{i}.xml", "<x/>");
        }

        return book.Write();
    }

    // 270000 becomes 280000, and the sheet is XML as before.
    private static MemoryStream Turned()
    {
        var bytes = new OfficeBook { Level = CompressionLevel.NoCompression }
            .Sheet("Subventions", ["Référence", "Coopérative (réf.)", "Part INDH (DH)"], ["G-1", "C-1", 270_000])
            .Write()
            .ToArray();
        bytes[bytes.AsSpan().IndexOf("270000"u8) + 1]++;
        return new MemoryStream(bytes);
    }

    private static MemoryStream Cut(MemoryStream file) => new(file.ToArray()[..(int)(file.Length * 2 / 3)]);

    // The directory of the archive says that the sheet unpacks to some bytes.
    private static MemoryStream Lying()
    {
        var file = new OfficeBook { Level = CompressionLevel.Optimal }.SheetXml(
            "Mouvements", $"<sheetData><row>{new string(' ', 60 << 20)}</row></sheetData>")
            .Write();
        var bytes = file.ToArray();
        var name = "xl/worksheets/sheet1.xml"u8;
        var entry = bytes.AsSpan().LastIndexOf(name) - 46;
        Assert.Equal(0x02014b50, BitConverter.ToInt32(bytes, entry));
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 1_000);
        return new MemoryStream(bytes);
    }
}
