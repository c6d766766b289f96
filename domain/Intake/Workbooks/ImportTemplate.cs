using IndhCoops.Domain.Intake.Sheets;
using IndhCoops.Domain.Intake.Values;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace IndhCoops.Domain.Intake.Workbooks;

/// <summary>Writes the workbook that an office fills in: headings, an example on each sheet that is never imported, lists to choose from, and how to fill it in.</summary>
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
        await using var workbook = await Spreadsheet.CreateNewAsync(target, cancellationToken: cancellationToken);
        var styles = new Styles(
            workbook.AddStyle(new Style { Font = { Bold = true }, Fill = { Color = System.Drawing.Color.FromArgb(0xDD, 0xE8, 0xCB) } }),
            workbook.AddStyle(new Style { Font = { Bold = true } }),
            workbook.AddStyle(new Style { Font = { Italic = true, Color = System.Drawing.Color.Gray } }),
            workbook.AddStyle(new Style { Alignment = { WrapText = true } }));
        await WriteReadMeAsync(workbook, styles, language, cancellationToken);
        foreach (var sheet in SheetDefinition.All)
        {
            await WriteAsync(workbook, sheet, lists, styles, language, cancellationToken);
        }

        await WriteListsAsync(workbook, lists, language, cancellationToken);
        await workbook.FinishAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        Spreadsheet workbook, SheetDefinition sheet, List<(Field Field, List<string> Values)> lists, Styles styles, IntakeLanguage language, CancellationToken cancellationToken)
    {
        await workbook.StartWorksheetAsync(sheet.Name.In(language), new WorksheetOptions { FrozenRows = 1, DefaultColumnWidth = 20 }, cancellationToken);
        await workbook.AddRowAsync(
            [.. sheet.Columns.Select(column => new Cell(column.Heading.In(language), column.IsCompulsory ? styles.Compulsory : styles.Heading))], cancellationToken);
        await workbook.AddRowAsync([.. sheet.Columns.Select(column => new Cell(TemplateExample.Of(sheet.Kind, column.Field, language), styles.Example))], cancellationToken);
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var place = lists.FindIndex(list => list.Field == sheet.Columns[i].Field);
            if (place < 0)
            {
                continue;
            }

            // Other spellings are read as well: who types one is not stopped.
            var (column, from) = (SpreadsheetUtility.GetColumnName(i + 1), SpreadsheetUtility.GetColumnName(place + 1));
            var list = DataValidation.ListValuesFromCells(Lists.In(language), $"{from}1:{from}{lists[place].Values.Count}", true);
            list.ShowErrorAlert = false;
            workbook.AddDataValidation($"{column}3:{column}{LinesWithLists}", list);
        }
    }

    private static async Task WriteListsAsync(Spreadsheet workbook, List<(Field Field, List<string> Values)> lists, IntakeLanguage language, CancellationToken cancellationToken)
    {
        await workbook.StartWorksheetAsync(Lists.In(language), new WorksheetOptions { Visibility = WorksheetVisibility.Hidden }, cancellationToken);
        for (var line = 0; line < lists.Max(list => list.Values.Count); line++)
        {
            await workbook.AddRowAsync([.. lists.Select(list => new Cell(list.Values.ElementAtOrDefault(line)))], cancellationToken);
        }
    }

    private static async Task WriteReadMeAsync(Spreadsheet workbook, Styles styles, IntakeLanguage language, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions();
        options.Column(1).Width = 110;
        await workbook.StartWorksheetAsync(ReadMe.In(language), options, cancellationToken);
        foreach (var line in TemplateReadMe.Lines(language))
        {
            await workbook.AddRowAsync([new Cell(line, styles.Wrapped)], cancellationToken);
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
        where T : notnull => [.. names.Spellings.Select(spellings => spellings[language switch { IntakeLanguage.Arabic => 2, IntakeLanguage.English => 1, _ => 0 }])];

    private sealed record Styles(StyleId Compulsory, StyleId Heading, StyleId Example, StyleId Wrapped);
}
