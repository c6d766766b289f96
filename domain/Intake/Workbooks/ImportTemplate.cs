using IndhCoops.Domain.Files.Workbooks;
using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Intake.Workbooks;

/// <summary>
/// Writes the workbook that an office fills in: headings, an example on each sheet that is never imported, lists to choose from, and how to
/// fill it in.
/// </summary>
public sealed class ImportTemplate(IDbContextFactory<IndhCoopsContext> contexts)
{
    private const int LinesWithLists = 5_000;

    private static readonly LocalText ReadMe = new("Lisez-moi", "اقرأني", "Read me"), Lists = new("Listes", "القوائم", "Lists");

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream target, IntakeLanguage language, CancellationToken cancellationToken)
    {
        NameLists names;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            names = await NameLists.ReadAsync(context, cancellationToken);
        }

        var lists = ListsOf(names, language);
        using var workbook = new WorkbookWriter(target);
        WriteReadMe(workbook, language);
        foreach (var sheet in SheetDefinition.All)
        {
            Write(workbook, sheet, lists, language);
        }

        WriteLists(workbook, lists, language);
        workbook.Finish();
    }

    private static void Write(
        WorkbookWriter workbook, SheetDefinition definition, List<(Field Field, List<string> Values)> lists, IntakeLanguage language)
    {
        var sheet = workbook.AddSheet(
            definition.Name.In(language), new SheetLayout([.. definition.Columns.Select(_ => 20.0)]) { HasHeadings = true });
        foreach (var column in definition.Columns)
        {
            sheet.Text(column.Heading.In(language), column.IsCompulsory ? CellStyle.Compulsory : CellStyle.Bold);
        }

        sheet.EndRow();
        foreach (var column in definition.Columns)
        {
            sheet.Text(TemplateExample.Of(definition.Kind, column.Field, language), CellStyle.Example);
        }

        sheet.EndRow();
        for (var i = 0; i < definition.Columns.Count; i++)
        {
            var place = lists.FindIndex(list => list.Field == definition.Columns[i].Field);
            if (place >= 0)
            {
                // Other spellings are read as well: who types one is not stopped.
                sheet.OfferList(i + 1, 3, LinesWithLists, Lists.In(language), place + 1, lists[place].Values.Count);
            }
        }
    }

    private static void WriteLists(WorkbookWriter workbook, List<(Field Field, List<string> Values)> lists, IntakeLanguage language)
    {
        var sheet = workbook.AddSheet(Lists.In(language), new SheetLayout([.. lists.Select(_ => 20.0)]) { IsHidden = true });
        for (var line = 0; line < lists.Max(list => list.Values.Count); line++)
        {
            foreach (var (_, values) in lists)
            {
                sheet.Text(values.ElementAtOrDefault(line));
            }

            sheet.EndRow();
        }
    }

    private static void WriteReadMe(WorkbookWriter workbook, IntakeLanguage language)
    {
        var sheet = workbook.AddSheet(
            ReadMe.In(language), new SheetLayout([110]) { IsPage = true, IsRightToLeft = language == IntakeLanguage.Arabic });
        foreach (var line in TemplateReadMe.Lines(language))
        {
            sheet.Text(line, CellStyle.Wrapped);
            sheet.EndRow();
        }
    }

    private static List<(Field Field, List<string> Values)> ListsOf(NameLists names, IntakeLanguage language) =>
    [
        (Field.Province, [.. names.Provinces.Shown.Order()]),
        (Field.Programme, [.. names.Programmes.Shown.Order()]),
        (Field.ValueChain, [.. names.ValueChains.Shown.Order()]),
        (Field.Kind, In(OfficeWords.Kinds, language)),
        (Field.Status, In(OfficeWords.Statuses, language)),
        (Field.Stage, In(OfficeWords.Stages, language)),
        (Field.Womens, In(OfficeWords.YesNo, language)),
        (Field.Exports, In(OfficeWords.YesNo, language)),
    ];

    // The first three names of each stand in the order of the languages: French, English, Arabic.
    private static List<string> In<T>(OfficeNames<T> names, IntakeLanguage language)
        where T : notnull =>
            [
                .. names.Spellings.Select(
                    spellings => spellings[language switch { IntakeLanguage.Arabic => 2, IntakeLanguage.English => 1, _ => 0 }]),
            ];
}
