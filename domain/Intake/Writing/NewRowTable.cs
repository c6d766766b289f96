using IndhCoops.Domain.Changes;
using IndhCoops.Domain.Cooperatives;
using IndhCoops.Domain.Databases;
using IndhCoops.Domain.Grants;
using IndhCoops.Domain.Intake.Comparing;
using IndhCoops.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IndhCoops.Domain.Intake.Writing;

/// <summary>Writes the new rows of one table, all at once.</summary>
/// <param name="Entity">What a row of the table is.</param>
/// <param name="Properties">The properties that are given, in their order.</param>
/// <param name="Write">Gives the values of a row.</param>
internal sealed record NewRowTable<T>(Type Entity, string[] Properties, Action<BulkTable, T> Write)
{
    private const int ProgressEvery = 2_000;

    public async Task FillAsync(
        IndhCoopsContext context, IReadOnlyList<T> rows, Action<string, int> progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (rows.Count == 0)
        {
            return;
        }

        var entity = context.Model.FindEntityType(Entity)!;
        var name = entity.GetTableName()!;
        var columns = Properties.Select(property => $"\"{entity.FindProperty(property)!.GetColumnName()}\"").ToList();
        await using var bulk = await context.Provider.Bulk.OpenAsync(context, name, columns, cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            bulk.BeginRow();
            Write(bulk, rows[i]);
            bulk.EndRow();
            if ((i + 1) % ProgressEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(name, ProgressEvery);
            }
        }

        await bulk.CompleteAsync(cancellationToken);
        progress(name, rows.Count % ProgressEvery);
    }
}

/// <summary>The tables that an import adds to.</summary>
internal static class NewRowTables
{
    private static readonly string Official = EnumNames.Of(DataSource.Official);

    public static NewRowTable<NewCooperative> Cooperatives(RowOrigin origin) => new(
        typeof(Cooperative),
        [
            "Id", "Reference", "ReferenceSearch", "Name", "NameSearch", "NameArabic", "NameArabicSearch", "ProvinceCode", "ValueChainCode",
            "Activity", "ActivitySearch", "FoundedYear", "Womens",
            "LegalForm", "LegalFormSearch", "RegisterNumber", "RegisterNumberSearch", "Ice", "IceSearch", "Exports", "Note", "NoteSearch",
            "DataSource", "Source", "SourceSearch", "UpdatedAt",
        ],
        (table, cooperative) =>
        {
            var row = cooperative.Row;
            table.Add(cooperative.Id);
            AddText(table, row.Reference);
            AddText(table, row.Name);
            AddText(table, row.NameArabic);
            table.Add(row.ProvinceCode);
            table.Add(row.ValueChainCode);
            AddText(table, row.Activity);
            table.Add(row.FoundedYear);
            table.Add(row.Womens);
            AddText(table, row.LegalForm);
            AddText(table, row.RegisterNumber);
            AddText(table, row.Ice);
            table.Add(row.Exports);
            AddText(table, row.Note);
            AddOrigin(table, origin);
        });

    public static NewRowTable<NewProject> Projects(RowOrigin origin) => new(
        typeof(Project),
        [
            "Id", "Reference", "ReferenceSearch", "Title", "TitleSearch", "ProvinceCode", "CooperativeId", "ProgrammeCode", "TotalCost",
            "Status", "ApprovedOn", "DataSource", "Source", "SourceSearch", "UpdatedAt",
        ],
        (table, project) =>
        {
            var row = project.Row;
            table.Add(project.Id);
            AddText(table, row.Reference);
            AddText(table, row.Title);
            table.Add(project.ProvinceCode);
            table.Add(project.CooperativeId);
            table.Add(row.ProgrammeCode);
            table.AddCentimes((long?)(row.TotalCost * 100));
            table.Add(EnumNames.Of(row.Status));
            table.Add(row.ApprovedOn);
            AddOrigin(table, origin);
        });

    public static NewRowTable<NewGrant> Grants(RowOrigin origin) => new(
        typeof(Grant),
        [
            "Id", "Reference", "ReferenceSearch", "Amount", "AwardedOn", "Phase", "CooperativeId", "ProjectId", "ProgrammeCode", "Note",
            "NoteSearch", "DataSource", "Source", "SourceSearch", "UpdatedAt",
        ],
        (table, grant) =>
        {
            var row = grant.Row;
            table.Add(grant.Id);
            AddText(table, row.Reference);
            table.AddCentimes((long)(row.Amount * 100));
            table.Add(row.AwardedOn);
            table.Add(grant.Phase is { } phase ? EnumNames.Of(phase) : null);
            table.Add(grant.CooperativeId);
            table.Add(grant.ProjectId);
            table.Add(grant.ProgrammeCode);
            AddText(table, row.Note);
            AddOrigin(table, origin);
        });

    public static NewRowTable<NewEntry> Movements(RowOrigin origin) => new(
        typeof(Movement),
        [
            "Id", "Kind", "Amount", "EffectiveOn", "RecordedAt", "Reference", "ReferenceSearch", "Document", "DocumentSearch", "GrantId",
            "DataSource",
        ],
        (table, movement) =>
        {
            var row = movement.Row;
            table.Add(movement.Id);
            table.Add(EnumNames.Of(row.Kind));
            table.AddCentimes((long)(row.Amount * 100));
            table.Add((DateOnly?)row.EffectiveOn);
            table.Add(origin.At);
            AddText(table, row.Reference);
            AddText(table, row.Document);
            table.Add(movement.GrantId);
            table.Add(Official);
        });

    public static NewRowTable<KnownObservation> Observations(RowOrigin origin) => new(
        typeof(Observation),
        [
            "Id", "Reference", "ReferenceSearch", "CooperativeId", "Indicator", "IndicatorSearch", "Value", "Unit", "UnitSearch",
            "ObservedOn", "Stage", "DataSource", "Source", "SourceSearch", "UpdatedAt",
        ],
        (table, observation) =>
        {
            table.Add(observation.Id);
            AddText(table, observation.Reference);
            table.Add(observation.CooperativeId);
            AddText(table, observation.Indicator);
            table.AddCentimes((long)(observation.Value * 100));
            AddText(table, observation.Unit);
            table.Add(observation.ObservedOn);
            table.Add(EnumNames.Of(observation.Stage));
            AddOrigin(table, origin);
        });

    /// <summary>The record of who wrote what: an entry for each row that is new, and for each field that becomes another.</summary>
    public static NewRowTable<ChangeEntry> Changes(RowOrigin origin) => new(
        typeof(Change),
        [
            "Id", "At", "Type", "RowId", "Field", "FieldSearch", "Old", "OldSearch", "New", "NewSearch", "ImportId", "Mutation",
            "MutationSearch", "Reason", "ReasonSearch", "Subject", "SubjectSearch",
            "Client", "ClientSearch",
        ],
        (table, entry) =>
        {
            table.Add((Guid?)Guid.CreateVersion7(origin.Mark.At));
            table.Add(origin.At);
            table.Add(EnumNames.Of(entry.Type));
            table.Add((Guid?)entry.RowId);
            AddText(table, entry.Field);
            AddText(table, entry.Old);
            AddText(table, entry.New);
            table.Add((Guid?)origin.Mark.ImportId);
            AddText(table, null);
            AddText(table, null);
            origin.Subject.AddTo(table);
            origin.Client.AddTo(table);
        });

    // A text, and its folded form by which it is found.
    private static void AddText(BulkTable table, string? text)
    {
        table.Add(text);
        table.Add(TextFolding.Fold(text));
    }

    private static void AddOrigin(BulkTable table, RowOrigin origin)
    {
        table.Add(Official);
        origin.Source.AddTo(table);
        table.Add(origin.At);
    }
}

/// <summary>What all rows of one import have in common.</summary>
/// <param name="At">When it is written.</param>
/// <param name="Author">Who imports.</param>
/// <param name="Source">Where rows were taken from: the name of the file.</param>
internal sealed record ImportMark(Guid ImportId, DateTimeOffset At, Author Author, string Source);

/// <summary>What all rows of one import say of it, folded once.</summary>
internal sealed class RowOrigin(ImportMark mark)
{
    public ImportMark Mark => mark;

    public DateTime At { get; } = mark.At.UtcDateTime;

    public SearchedText Source { get; } = new(mark.Source);

    public SearchedText Subject { get; } = new(mark.Author.Subject);

    public SearchedText Client { get; } = new(mark.Author.Client);
}

/// <summary>A text, and its folded form by which it is found.</summary>
internal sealed class SearchedText(string? text)
{
    private readonly string _search = TextFolding.Fold(text);

    public void AddTo(BulkTable table)
    {
        table.Add(text);
        table.Add(_search);
    }
}

/// <summary>An entry of the record of changes.</summary>
internal readonly record struct ChangeEntry(ChangedType Type, Guid RowId, string? Field, string? Old, string? New);
