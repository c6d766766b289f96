using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Grants;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>One table of the demonstration: its properties in the order of writing, and how a cooperative's rows are written.</summary>
/// <returns>How many rows were written.</returns>
internal sealed record DemoTable(Type Entity, IReadOnlyList<string> Properties, Func<BulkTable, DemoCooperative, int> Write);

/// <summary>The tables in the order of their foreign keys.</summary>
internal static class DemoTables
{
    private const string Source = "Synthetic demonstration data";

    private static readonly string SourceSearch = TextFolding.Fold(Source);

    private static readonly string Synthetic = EnumNames.Of(DataSource.Synthetic);

    // Names of values are written by the hundred thousand; each is made once.
    private static readonly Dictionary<MovementKind, string> Kinds = Enum.GetValues<MovementKind>()
        .ToDictionary(kind => kind, kind => EnumNames.Of(kind));

    public static IReadOnlyList<DemoTable> All { get; } =
    [
        new(
            typeof(Cooperative),
            [
                "Id", "Reference", "ReferenceSearch", "Name", "NameSearch", "ProvinceCode", "ValueChainCode", "Activity", "ActivitySearch",
                "FoundedYear", "Exports", "NoteSearch", "DataSource", "Source", "SourceSearch",
            ],
            WriteCooperative),
        new(
            typeof(Project),
            [
                "Id", "Reference", "ReferenceSearch", "Title", "TitleSearch", "ProvinceCode", "CooperativeId", "ProgrammeCode", "TotalCost",
                "Status", "ApprovedOn", "DataSource", "Source", "SourceSearch",
            ],
            WriteProjects),
        new(
            typeof(Grant),
            [
                "Id", "Reference", "ReferenceSearch", "Amount", "AwardedOn", "Phase", "CooperativeId", "ProjectId", "ProgrammeCode", "Note",
                "NoteSearch", "DataSource", "Source", "SourceSearch",
            ],
            WriteGrants),
        new(
            typeof(Movement),
            ["Id", "Kind", "Amount", "EffectiveOn", "RecordedAt", "GrantId", "DataSource"],
            WriteMovements),
    ];

    private static int WriteCooperative(BulkTable table, DemoCooperative row)
    {
        table.BeginRow();
        table.Add(row.Id);
        table.Add(row.Reference);
        table.Add(TextFolding.Fold(row.Reference));
        table.Add(row.Name);
        table.Add(TextFolding.Fold(row.Name));
        table.Add(row.ProvinceCode);
        table.Add(row.ValueChainCode);
        table.Add(row.Activity);
        table.Add(TextFolding.Fold(row.Activity));
        table.Add(row.FoundedYear);
        table.Add(row.Exports);
        table.Add("");
        WriteOrigin(table);
        table.EndRow();
        return 1;
    }

    private static int WriteProjects(BulkTable table, DemoCooperative cooperative)
    {
        var rows = 0;
        foreach (var grant in cooperative.Grants)
        {
            if (grant.Project is not { } row)
            {
                continue;
            }

            table.BeginRow();
            table.Add(row.Id);
            table.Add(row.Reference);
            table.Add(TextFolding.Fold(row.Reference));
            table.Add(row.Title);
            table.Add(TextFolding.Fold(row.Title));
            table.Add(cooperative.ProvinceCode);
            table.Add(cooperative.Id);
            table.Add(grant.ProgrammeCode);
            table.AddCentimes(row.TotalCost);
            table.Add(EnumNames.Of(row.Status));
            table.Add(row.ApprovedOn);
            WriteOrigin(table);
            table.EndRow();
            rows++;
        }

        return rows;
    }

    private static int WriteGrants(BulkTable table, DemoCooperative cooperative)
    {
        foreach (var row in cooperative.Grants)
        {
            table.BeginRow();
            table.Add(row.Id);
            table.Add(row.Reference);
            table.Add(TextFolding.Fold(row.Reference));
            table.AddCentimes(row.Amount);
            table.Add(row.AwardedOn);
            table.Add(row.Phase is { } phase ? EnumNames.Of(phase) : null);
            table.Add(cooperative.Id);
            table.Add(row.Project?.Id);
            table.Add(row.ProgrammeCode);
            table.Add(row.Note);
            table.Add(TextFolding.Fold(row.Note));
            WriteOrigin(table);
            table.EndRow();
        }

        return cooperative.Grants.Count;
    }

    private static int WriteMovements(BulkTable table, DemoCooperative cooperative)
    {
        var rows = 0;
        foreach (var grant in cooperative.Grants)
        {
            foreach (var row in grant.Movements)
            {
                table.BeginRow();
                table.Add(row.Id);
                table.Add(Kinds[row.Kind]);
                table.AddCentimes(row.Amount);
                table.Add(row.EffectiveOn);
                table.Add(row.RecordedAt);
                table.Add(grant.Id);
                table.Add(Synthetic);
                table.EndRow();
                rows++;
            }
        }

        return rows;
    }

    private static void WriteOrigin(BulkTable table)
    {
        table.Add(Synthetic);
        table.Add(Source);
        table.Add(SourceSearch);
    }
}
