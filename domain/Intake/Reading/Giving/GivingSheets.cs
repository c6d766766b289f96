using System.Globalization;
using IndhCoops.Domain.Intake.Refusals;
using IndhCoops.Domain.Intake.Sheets;

namespace IndhCoops.Domain.Intake.Reading.Giving;

/// <summary>
/// Shows a 360Giving file as the sheets that an office would send: its recipients, the projects that our own files have, and its grants. So
/// they are checked, compared and written as all others are.
/// </summary>
internal static class GivingSheets
{
    // What a column holds, where it stands in a grant, and how it is read.
    private sealed record Column(Field Field, string Pointer, Func<GivingGrant, Cell> Read);

    private static readonly Column[] Cooperatives =
    [
        new(Field.Reference, "/recipientOrganization/0/id", grant => grant.RecipientReference()),
        new(Field.Name, "/recipientOrganization/0/name", grant => grant.Recipient("name")),
        new(Field.NameArabic, "/recipientOrganization/0/alternateName", grant => grant.Recipient("alternateName")),
        new(Field.Province, "/beneficiaryLocation/0/geoCode", grant => grant.Province()),
        new(Field.ValueChain, "/recipientOrganization/0/indh/valueChain", grant => grant.RecipientRest("valueChain")),
        new(Field.Activity, "/recipientOrganization/0/description", grant => grant.Recipient("description")),
        new(Field.FoundedYear, "/recipientOrganization/0/indh/foundedYear", grant => grant.RecipientRest("foundedYear")),
        new(Field.Womens, "/recipientOrganization/0/indh/womens", grant => grant.RecipientRest("womens")),
        new(Field.LegalForm, "/recipientOrganization/0/indh/legalForm", grant => grant.RecipientRest("legalForm")),
        new(Field.RegisterNumber, "/recipientOrganization/0/indh/registerNumber", grant => grant.RecipientRest("registerNumber")),
        new(Field.Ice, "/recipientOrganization/0/indh/ice", grant => grant.RecipientRest("ice")),
        new(Field.Exports, "/recipientOrganization/0/indh/exports", grant => grant.RecipientRest("exports")),
        new(Field.Note, "/recipientOrganization/0/indh/note", grant => grant.RecipientRest("note")),
    ];

    private static readonly Column[] Projects =
    [
        new(Field.Reference, "/indh/project/reference", grant => grant.Project("reference")),
        new(Field.Title, "/indh/project/title", grant => grant.Project("title")),
        new(Field.Cooperative, "/recipientOrganization/0/id", grant => grant.Cooperative()),
        new(Field.Province, "/beneficiaryLocation/0/geoCode", grant => grant.Province()),
        new(Field.Programme, "/indh/project/programme", grant => grant.Project("programme")),
        new(Field.TotalCost, "/indh/project/totalCost", grant => grant.Project("totalCost")),
        new(Field.ApprovedOn, "/indh/project/approvedOn", grant => grant.Project("approvedOn")),
        new(Field.Status, "/indh/project/status", grant => grant.Project("status")),
    ];

    private static readonly Column[] Grants =
    [
        new(Field.Reference, "/id", grant => grant.Reference()),
        new(Field.Cooperative, "/recipientOrganization/0/id", grant => grant.Cooperative()),
        new(Field.Project, "/indh/project/reference", grant => grant.HasProject ? grant.Project("reference") : default),
        new(Field.Province, "/beneficiaryLocation/0/geoCode", grant => grant.Province()),
        new(Field.Programme, "/grantProgramme/0/code", grant => grant.Programme()),
        new(Field.GrantAmount, "/amountAwarded", grant => grant.Amount()),
        new(Field.AwardedOn, "/awardDate", grant => grant.AwardedOn()),
        new(Field.Phase, "/indh/phase", grant => grant.Phase()),
        new(Field.Note, "/description", grant => grant.Note()),
    ];

    /// <exception cref="FileRefusedException">It cannot be read.</exception>
    public static IEnumerable<SourceSheet> Read(Stream file, IntakeOptions options)
    {
        var giving = GivingFile.Open(file, options);
        return
        [
            Sheet(SheetKind.Cooperatives, Cooperatives, giving.Grants().Where(grant => grant.IsSound && !grant.IsMadeUp), isOnce: true),
            Sheet(SheetKind.Projects, Projects, giving.Grants().Where(grant => grant.HasProject && !grant.IsMadeUp), isOnce: true),
            Sheet(SheetKind.Grants, Grants, giving.Grants(), isOnce: false),
        ];
    }

    private static SourceSheet Sheet(SheetKind kind, Column[] columns, IEnumerable<GivingGrant> grants, bool isOnce)
    {
        // The headings have no line of their own in the file.
        var definition = SheetDefinition.Of(kind);
        var heading = new SourceRow(0, [.. columns.Select(column => Cell.Of(definition.Column(column.Field).Heading.French))]);
        var elsewhere = new Dictionary<(int Column, int Line), string>();
        var rows = grants.Select(grant => Row(grant, columns, elsewhere));
        return new SourceSheet(definition.Name.English, (isOnce ? Once(rows) : rows).Prepend(heading))
        {
            NameCell = (column, line) => string.Create(
                CultureInfo.InvariantCulture, $"/grants/{line - 1}{elsewhere.GetValueOrDefault((column, line), columns[column].Pointer)}"),
        };
    }

    private static SourceRow Row(GivingGrant grant, Column[] columns, Dictionary<(int Column, int Line), string> elsewhere)
    {
        var cells = new Cell[columns.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = columns[i].Read(grant);
            if (cells[i].Mistake is { } mistake && PlaceOf(mistake) is { } place)
            {
                elsewhere[(i, grant.Line)] = place;
            }
        }

        return new SourceRow(grant.Line, cells);
    }

    // Where that stands for which a cell is refused, if that is not the value itself.
    private static string? PlaceOf(RefusalReason mistake) => mistake switch
    {
        RefusalReason.OtherCurrency => "/currency",
        RefusalReason.MadeUp => "/dataSource",
        RefusalReason.SeveralRecipients => "/recipientOrganization",
        RefusalReason.JsonNameTwice or RefusalReason.JsonTooLong => "",
        _ => null,
    };

    // A recipient has several grants, and says the same of itself in each. Where it says something else, both rows stay, and are refused.
    private static IEnumerable<SourceRow> Once(IEnumerable<SourceRow> rows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (seen.Add(string.Join('\u001f', row.Cells.Select(cell => cell.Text))))
            {
                yield return row;
            }
        }
    }
}
